package policy

// Lifecycle is a machine as the rules see it: the one place where state and rule meet. Its states are numbers; 0 is the state in
// which nothing has begun. It is immutable and safe for use by several goroutines.
type Lifecycle interface {
	// Kind is the kind of intervention that runs through these states.
	Kind() Kind
	// States returns the names of the states, by number.
	States() []string
	// Next returns the state that activity leads to, which may be the same, and whether it has a transition from this one.
	Next(state uint8, activity Activity) (next uint8, ok bool)
	// Phase returns the phase that a state belongs to.
	Phase(state uint8) Phase
}
