package ap354

// The comments in names.go, and the package's own in doc_clauses.go, are written from the procedure as it stands in rules.go, readings.go,
// profile.go and ledger.go, and from the incidents in testdata/rules.
//
// What the procedure is silent about, no rule invents: it sets no duration, no interval of checks, no step-down, no debrief, and no duty
// of any kind for a time-out. A time-out judged by it comes to nothing at all, and one that is a seclusion by definition is flagged.

//go:generate go run ../../internal/policydocs ap-354
