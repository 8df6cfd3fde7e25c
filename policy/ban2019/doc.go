// Package ban2019 is the ministerial order that would have banned seclusion rooms in Alberta from 2019-09-01, as a profile for package
// policy.
//
// Its text is not held. What stands here is what a newspaper reported of it: that the rooms would be banned, with few exceptions, from
// that day on. The clauses are called reported, and a board that needs the order itself has to look elsewhere. Beyond that it is on
// public record that Ministerial Order 006/2019, made on 2019-03-01, was repealed before it took effect, that interim standards
// (039/2019, made on 2019-08-28) followed it, and then standards (042/2019, effective 2019-11-01), whose texts are not held either:
// [Instruments] lists them.
//
// The profile judges as if the order had taken effect. An exemption is a standing fact, of a student or of a room, by whom it was given
// and from when until when. Live, a seclusion without one is refused; one that happened is on record all the same, and is a finding.
package ban2019
