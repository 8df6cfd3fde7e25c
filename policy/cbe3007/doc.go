// Package cbe3007 is the Calgary Board of Education's Administrative Regulation 3007 on seclusion, physical restraint and
// time-out, as a profile for package policy.
//
// The regulation took effect on 2020-08-31. Its next review was due in August 2025; whether it took place our copy does not say.
// Clauses are cited in the document's own numbering. Nothing of its wording stands here: demands are paraphrased.
//
// This version carries the spine of the regulation: what begins, bounds and follows a seclusion. Each clause that it does not
// carry yet stands in the ledger as deferred, so that silence is never mistaken for compliance.
package cbe3007
