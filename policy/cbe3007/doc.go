package cbe3007

// The comments in names.go, and the package's own in doc_clauses.go, are written from the regulation as it stands in rules.go,
// readings.go and ledger.go, and from the incidents in testdata/rules.

//go:generate go run ../../internal/policydocs cbe-ar-3007
