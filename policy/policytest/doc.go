// Package policytest is a test kit for people who write or adopt a profile: a short way to write an incident, and to say exactly
// which clauses it breaks, when and by how much, and nothing else.
//
// # A scenario
//
// A scenario is a text that a policy officer can read and write. It takes place at a school that does not exist, on Thursday 9
// October 2025 from ten o'clock on, and its times count from there:
//
//	# The second check comes a minute late.
//
//	incident: a check comes late
//	kind: seclusion
//	judge: in-designated-room, face-to-face-every-two-minutes
//
//	on file: designated-room of room-1
//	0:00   initiate by ash, birch in room-1: danger-to-others
//	2:00   monitor by ash: face-to-face
//	5:00   monitor by ash: face-to-face
//	6:00   release #release by ash, birch
//	day 0 15:00  contact by ash to parent-1: reached
//
//	-> satisfied 7(12)(a),6(3) in-designated-room
//	-> breached 7(16)(a) face-to-face-every-two-minutes
//	   from 2:00 until 5:00: 3m0s of 2m0s
//
// A row that begins with a space goes on with the line before it. A row that begins with # and a space is a comment. Whatever else is
// not understood is an error, with its line and what was expected. Words are those of package policy and those of the profile under
// its prefix; names that contain spaces or marks are quoted.
//
// These headings may follow the title, each on a line of its own:
//
//	kind: seclusion                  a kind of intervention
//	like: another title              as the first: begin with the headings but judge:, and the events, of an earlier one
//	start: 2025-11-03 09:30          another local time to begin at
//	calendar: none                   judged without a calendar; school is the calendar of the school
//	under: key-staff=named           an answer to a reading; no answer leaves it undecided
//	now: day 5 00:00                 judged as of then; otherwise 30 days after the start
//	known: 2d                        judged by what was on record then
//	judge: one-rule, another         only these rules are shown, and these also where they are kept
//	on file: trained of ash, birch   standing facts: everything, nothing, or facts and whose they are
//
// An event is a time, an activity and, where they matter, #its-id, by and to whom, in which place, of which student, and after a colon
// what is so, separated by commas: face-to-face, no continue. The student of a start is student-1 unless it says of and another, or
// unrecorded. Without an ID, the second check is monitor-2.
//
// A time is minutes and seconds from the start, 4:30 or 1:04:30, a length such as 1d2h or 2m0.000000001s, a clock of the day so many
// days after that of the start, day 1 09:00, or a date, 2025-09-01 or 2025-09-01 08:00. A minus goes before the start.
//
// People are those of [Person]; anybody else needs a role: nurse-1 as ourboard/nurse. The role unrecorded is none.
//
// What is rare stands at the end, in parentheses and separated by semicolons:
//
//	recorded 1d2h                       when it was entered; otherwise at once
//	sequence 2                          the writer's own order within an instant
//	kind seclusion; profile "id@…"      of a start: what began, and under what
//	other-kind time-out; other-incident i-2; other-classroom class-1; other, of which nothing is known
//	on file no trained of ash from 3:00 until 1h by board-1
//	glass by oak because "why"          who acted whatever a gate says
//	because "why"                       of an interruption or a correction
//	states face-to-face                 of a correction: facts of its own
//
// A correction names another event, and after the colon what is changed, separated by semicolons:
//
//	1d correct monitor-2 by oak: at 4:00; by ash, birch; no face-to-face
//	1d correct monitor-3: withdrawn
//
// To be on file without dates takes the place of what was on file of the same; with from or until it stands beside it:
//
//	on file: everything; no qualified of birch; unrecorded trained of ash
//	on file: no written-consent from 3:00 until 5:00; plan-limit 20m by board-1
//
// "everything" is what [Registers] returns. Where a scenario is like another, two more lines say how it differs, and where an event is
// changed, facts that are unrecorded are taken out of it:
//
//	drop monitor-2
//	change release: at 33:00; by ash; no door-opened; recorded 2d
//
// # What is expected
//
// Each line with an arrow is one finding, as [Scenario.Judge] writes it: the outcome, the clauses, the rule, whose it is, when it was,
// when it was due, how long it was of how long it may be, what is missing, and on which readings it hangs. "-> kept" is for an incident
// of which nothing is found. The lines may come in any order, and none may be left out.
//
// Nobody has to write them: run the test with its flag for rewriting, then read what came out, clause by clause, against the text of
// the regulation, and keep it.
//
// # An afternoon
//
// Write an incident that keeps every clause into testdata/shared.txt, where the scenarios of all files can begin with it. For each
// clause write one that is like it but for one change, and breaks just that clause; one just at the limit and one just past it; and
// one in which somebody forgot to write something down. [Files] runs them:
//
//	var update = flag.Bool("update", false, "write what is found into the scenarios")
//
//	func TestScenarios(t *testing.T) {
//		policytest.Files(t, ours.Profile(), "testdata", *update)
//	}
//
// Then let [Verify] run: given the profile alone, it runs the whole battery of what holds of every good profile, with incidents that it
// thinks of itself, and says under each clause what does not hold.
//
// A program that is no test can use [Parse], [Scenario.Judge], [Check] and [Update] as well: the kit links no package testing.
// [Write] turns the events of a real incident, which somebody has stripped of everything personal, into the lines of a scenario.
package policytest
