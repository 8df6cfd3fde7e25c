// Package register looks at many incidents at once: those that follow one another as a chain, those that together make a pattern, what a
// whole school owes, what its registers say that incidents hang on, and one incident as several documents judge it.
//
// # The agenda
//
// An [Agenda] says what is overdue and what is next across all open incidents, in one order, however many there are. The host puts the
// judgement of an incident in after each of its events; what falls due meanwhile is there when it is asked for. After a restart the
// incidents as the journals tell them give the same agenda, from then on.
//
// # Chains
//
// A restraint leads into a seclusion; a time-out becomes a seclusion when its door is held shut; a student is let go and held again a
// minute later. [Link] finds what belongs together: incidents of one student of which one names the other (Event.Other of its start),
// of which one was converted into the other, or between which the student was free for no longer than a gap, which is a reading:
// [Gap] unless the host has another. A [Chain] is judged as one:
//
//   - Parts of one kind count as one intervention that was resumed: their intervals, ages and limits go on where they stopped. Where a
//     part begins at the very instant at which the one before it ends, the student was never free, and no clock starts anew.
//   - What is owed once it is over is owed once for the whole chain, counted from the last release of a part that the rule speaks of,
//     and one contact, report, documentation, debrief or talk about support serves all parts. What was late before the next part began
//     stays late: a link never moves a due date that has passed.
//   - The start of each part is judged by itself. A conversion has to pass the gates of the new kind, with facts, place and people of
//     its own, and every use is counted.
//   - How long the student was held in all parts together is always shown, overlaps once, and flagged past the longest limit that any
//     part has: [HeldInAll].
//
// [Chain.EachPart] is the other reading: each part by itself.
//
// # How exact a chain is
//
// The judge of package policy judges one kind at a time. A chain is told to it as one case for each kind and one for each part, and what
// they come to is put together. So some things are taken as they come:
//
//   - A chain is judged by the dates, the local day and the place of the first part of each kind wherever a rule does not ask again. A
//     duty about a place, such as cleaning a room, follows the last release too, although the parts may have had two rooms.
//   - A record made before a part of another kind began does not count for that part. Within one kind it does, where the rule takes
//     what was done from the start on.
//   - What two kinds owe under one name of a rule is one duty, even where its clauses differ. It is shown once, and kept where it is kept
//     by what each kind asks for.
//   - Checks, reviews, steps of a plan, and why it begins or goes on count for the kind of which they are told; how it ends, by a step-down
//     and an explanation, for all that owe it together. Standing facts stay with their kind: a consent covers no other.
//   - What runs throughout a phase, and what is asked of each start, is judged of each part by itself. Standing facts that a part does not
//     put on record again are not known there.
//   - Whether a due date had passed is told by when things happened, not by when they were entered. [Chain.Known] shows what was on
//     record at an instant; there a link that was entered later does not exist.
//   - An incident whose release is not on record goes on, and whatever begins meanwhile is linked with it.
//
// # Many incidents, once through
//
// A [Stream] takes the events of any number of incidents, interleaved and in any order, and hands out groups that can be judged by
// themselves: whatever may be a part of one chain comes together. So a log is read once, and no more of it is held than is not over.
//
// # Patterns
//
// A [Register] holds a line about each incident, its [Summary]. For a new incident it gives the earlier uses that the Count rules of a
// profile need, as events to be put on record in it. [Counted] says afterwards which incidents a flag counted. It asks the rule itself,
// so that it cannot say otherwise than the rule.
//
// A [Watch] finds patterns without judging anything, in one pass over the summaries: so many uses of one student, in one classroom, by
// one member of staff or in the school, within hours, days, school days, weeks or school years. [PatternsOf] makes them of a profile's
// Count rules. An [Analysis] counts what a school looks at when it analyses its data (AR 3007 7(44)).
//
// # Standing checks
//
// A [Standing] holds what the registers of a board say of rooms, people, plans and schools, asks a profile whether each may be used
// today, and says what runs out when, and which clause is not kept then.
//
// # One incident, several documents
//
// [Replay] judges the same events under several profiles, and a [Comparison] shows what each comes to. Rules of different documents
// are never taken for the same; what one document says under two readings is set side by side, rule by rule.
//
// There is no clock, storage or goroutine in here. The host keeps what it puts in, and says as of when.
package register
