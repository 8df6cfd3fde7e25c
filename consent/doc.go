// Package consent is informed consent as a typed machine: one person's consent for one student, from the request on.
//
// A parent, a guardian or an independent student is asked; it is explained to them; they give it, in words or in writing, to some kinds
// of intervention, under a plan, from an instant until another; or they refuse it. What was given ends when it is withdrawn, when its
// time is over, or when another consent takes its place. AR 3007 6(9) asks for written informed consent, AP 354 5 for informed consent to
// a plan made beforehand, and both for the student's own part in it (6(10), 5).
//
// # What it answers
//
// [Consent.Covers] says of a kind and an instant: yes, no or cannot be told, and why not, every reason at once. Each kind stands by
// itself: what is said of one says nothing of another. Instants are exact. From is included; Until, a withdrawal and a supersession
// end it at their instant. It is informed where, before it was given, something was explained of which it is on record what it was, in
// what language, and that they understood it. What was explained afterwards does not mend it, and it covers nothing before it was
// given. Who is asked again has not taken back an answer.
//
// # Time
//
// Like everything in this module it has two clocks. What somebody did counts from when they did it, whenever that was recorded, and
// nothing reaches back: a withdrawal does not rewrite what was lawful before. Records may come in any order; one that has no place at
// its time is kept, counts for nothing, and is in [Consent.Unexplained] until others explain it. A [Correction] amends one, and nothing
// is overwritten: [Consent.Known] shows what was on record at an instant. A refusal and a withdrawal are never turned away.
//
// # How a machine takes it
//
// [Consent.Standing] gives the credentials that a record takes along, so that what a judgement rests on is in the incident's own events
// and a replay needs nothing else:
//
//	begin.Standing = append(begin.Standing, c.Standing(policy.Seclusion, begin.At)...)
//
// A withdrawal that comes to light afterwards is put on the incident's record by taking them again, with an Attest. [Of] does the same
// for several consents, of two parents, or under an older plan and a newer one.
//
// # Keeping it
//
// Each verb returns the event as accepted. Store [Parties] once and each [Event] under the consent and its ID; both are plain data, and
// [Replay] makes the consent again, from any order. There is no log of its own: what the judgement of an incident rests on is in the
// incident's log.
//
// # What it does not know
//
// Who may consent for a student, who is a guardian, which student is independent, whether one of two parents is enough, whether a
// signature is genuine, and what has to be explained: the texts do not say, other law may, and the host answers for what it records.
// That the language, the matter explained and the understanding have to be on record is our reading of what makes consent informed; so
// is it that an independent student consents in place of a parent, of which neither text speaks.
package consent
