package ban2019

// The comments in names.go, and the package's own in doc_clauses.go, are written from what is known of the order as it stands in
// profile.go, and from the incidents in testdata/rules.

//go:generate go run ../../internal/policydocs ban-2019
