package policytest

// TestingT is what the kit needs of a test: *testing.T is one, with itself for T, and so is whatever stands in for it. It keeps
// package testing out of programs that only read scenarios.
type TestingT[T any] interface {
	Helper()
	Errorf(format string, args ...any)
	Run(name string, f func(T)) bool
}
