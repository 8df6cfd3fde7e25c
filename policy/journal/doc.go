// Package journal reads and writes the event log of incidents: one event a line, each line one JSON object (NDJSON), in a
// closed and strict form. It is meant as evidence, so that a log says one thing only, whoever reads it.
//
// [Append] writes a line, [Read] reads a log, [Parse] a single line. A host that keeps events in a database of its own needs
// the package to hand them to somebody else, or to take them over. An exporter in another language needs this page alone.
//
// # A line
//
// A log is UTF-8. Lines end with a line feed, a carriage return before it is white space; the last line may do without. Empty
// lines are skipped, and so is a byte order mark at the very start. A line has at most 1,048,576 bytes. Lines may come in any
// order and events of several incidents may stand in one log: what happened is put in order by at, not by line. These are the
// keys, in the order in which this package writes them; any order is read, and any JSON white space between them.
//
//	key       type      needed on      holds
//	incident  id        every line     the incident that the event belongs to
//	id        id        every line     the event itself, unique in its incident
//	activity  word      every line     what the event is about, see below
//	at        time      every line     when it happened
//	recorded  time      -              when it was entered; without it, at once
//	sequence  number    -              the writer's own order among events of one instant: 1, 2, …
//	kind      word      initiate       what begins: seclusion, physical-restraint or time-out
//	by        people    -              who did it, took part, came in (present) or left (absent)
//	to        people    -              to whom: who was called, told, reported to
//	facts     facts     -              what is so: of this act, or from now on
//	standing  list      -              what holds over a time: trainings, approvals, consents; see below
//	student   id        initiate       whose incident it is
//	place     id        -              where, with initiate and resume
//	profile   id        -              with initiate: the profile it was begun under, "@" and its fingerprint
//	other     object    earlier,       the other incident: {"incident": id, "kind": word, "classroom": id}; on earlier the one
//	                    convert        that is put on record, on convert what it turns into, on initiate what it follows
//	amends    object    correct        what a correction changes, see below; with no other activity
//	glass     object    -              why somebody acted although a gate forbade it: {"by": person, "reason": text}, both needed
//	reason    text      -              why, with interrupt and correct
//
// Only the first four are needed for a line to be read; correct needs amends besides. The others named are needed for the
// event to mean something: without its kind, an initiate begins nothing in particular, and a clause that asks who was there
// finds nobody. Something that a clause asks for and a line does not have is never a fault of the line; it is found missing by
// the judgement.
//
// The types are these.
//
//	id        text of 1 to 128 bytes without control characters, replacement characters (U+FFFD) and spaces at its ends. It
//	          is the writer's own and opaque: a key of a table, never a name, since errors and findings show it.
//	word      lower-case letters, digits and hyphens, at most 64 bytes, from the lists below or under a prefix, see there
//	text      any text of 1 to 16,384 bytes. Errors do not show it, and it prints as a placeholder.
//	time      RFC 3339 with an offset, up to nine digits of a second: "2025-10-06T10:02:00-06:00", from 1950 to 2149. Write the
//	          offset that the clock on the wall had: it is kept. Z, +00:00 and -00:00 are the same. No leap seconds.
//	duration  as Go has them: "20m0s", "20m", "1h30m", "90s"; above 0
//	number    a whole number from 0 to 2147483647 (0 is none), without quotes
//	person    {"id": id, "role": word}; the role may be left out where no clause asks for it
//	people    a list of up to 64 persons
//	facts     an object of up to 64 facts, each a word, each once: {"danger-to-self": "yes", "door-shut": "no"}; the answers
//	          are "yes", "no" and "not recorded"
//
// What there is nothing of is left out. An empty list or object is read as nothing; an empty text and null are refused, since
// they are more often the trace of a failed look-up than a statement.
//
// # Words
//
// Activities: earlier (an earlier use is put on record), attest (standing facts are, and nothing else), request (somebody
// asked for something), initiate, present, observe (facts are seen), explain (reasons, to the student), monitor (a check),
// review (of the need to go on), approve, escalate (help is called), absent, step-down (begins), release (the door opens, the
// hold is let go), resume, convert (into another kind), interrupt (over without a step-down), end (of the step-down), contact
// (an attempt to reach those in to), support (those in to are told of supports), clean (the place), document, debrief, report
// (to those in to), next-use (of the place), correct, close (the file).
//
// Facts of the act: face-to-face (monitor), continue (review), reached (contact), door-opened (release);
// student-helped-decide, observation-period, prevention-plan-offered, re-entry-plan (step-down, end, debrief);
// understanding-recorded, less-restrictive-ineffective, threat-can-be-diminished, plan-steps-followed, stops-property-damage
// (initiate, escalate, document). The activities in brackets are where they are usual; any may state them.
//
// Facts that last until another line says otherwise: danger-to-self, danger-to-others, self-injury-risk, visual-monitoring,
// aural-monitoring, door-shut. They may stand on any line; an observe has nothing else.
//
// Standing facts: designated-room (of a place); written-consent, speech-inadequate, plan-limit (of the student); trained,
// qualified, authorized, trained-tci, trained-fba, designated-key-staff, communicates-with-them (of a person). They stand
// under standing, not under facts.
//
// Roles: principal, assistant-principal, teacher, education-assistant, counsellor, psychologist, school-staff, parent,
// student, director, assistant-superintendent, emergency-services.
//
// A word that is in no list is refused, because a misspelt one would be a finding that nobody looks for. A board's own words
// stand under a prefix, "ourboard/nurse-called", for activities, facts, roles and kinds alike. They are kept as they are; a
// profile that does not know them judges without them, and such an activity is a record that moves no machine.
//
// # Late entries
//
// Write when it happened into at and when it was entered into recorded; the line comes after those that are there already. The
// event is judged at its place in time, and what was known when can still be told:
//
//	{"incident":"i-1","id":"e9","activity":"contact","at":"2025-10-06T11:30:00-06:00","recorded":"2025-10-07T08:15:00-06:00", …}
//
// # Corrections
//
// No line is ever changed or taken out. A correction is a line of its own that names the event and what is other about it: its
// at, answers to facts, who is in by or to ([] is nobody, without the key nothing is changed), or that it never happened
// ("withdrawn": true). Its own at is when the correction was made, its by who made it. A correction may itself be corrected.
//
//	"amends":{"event":"e3","at":"2025-10-06T10:05:30-06:00","facts":{"reached":"not recorded"},"by":[{"id":"s-2"}]}
//
// # Standing facts
//
// A training, the approval of a room, a consent is an element of standing, with initiate or with attest, as the host's
// registers have it on that day:
//
//	key      type      needed  holds
//	fact     word      yes     which
//	subject  id        -       whose: the id of the place or the person, as place, by and to have it; left out for the student
//	answer   word      yes     yes or no
//	from     time      -       since when; without it, always
//	until    time      -       up to when, that instant not included; without it, no end. After from.
//	issuer   id        -       by whom issued
//	amount   duration  -       with plan-limit: the limit that the plan sets
//
// A withdrawal is another element with "answer":"no" and from when it takes effect. A line has up to 256 elements.
//
// # A small log
//
// A seclusion of five minutes, a parent reached later that day but entered on the next, and a correction of the second check:
//
//	{"incident":"i-1","id":"e1","activity":"initiate","at":"2025-10-06T10:02:00-06:00","kind":"seclusion","by":[{"id":"s-1","role":"teacher"},{"id":"s-2","role":"education-assistant"}],"facts":{"danger-to-others":"yes","door-shut":"yes"},"standing":[{"fact":"designated-room","subject":"r-1","answer":"yes","from":"2025-09-01T00:00:00-06:00","issuer":"d-1"},{"fact":"trained","subject":"s-1","answer":"yes","from":"2025-08-25T00:00:00-06:00","until":"2026-08-25T00:00:00-06:00"}],"student":"st-1","place":"r-1"}
//	{"incident":"i-1","id":"e2","activity":"monitor","at":"2025-10-06T10:03:40-06:00","by":[{"id":"s-2","role":"education-assistant"}],"facts":{"face-to-face":"yes"}}
//	{"incident":"i-1","id":"e3","activity":"monitor","at":"2025-10-06T10:05:00-06:00","by":[{"id":"s-2","role":"education-assistant"}],"facts":{"face-to-face":"yes","danger-to-others":"no","ourboard/calm":"yes"}}
//	{"incident":"i-1","id":"e4","activity":"release","at":"2025-10-06T10:07:00-06:00","by":[{"id":"s-1","role":"teacher"}],"facts":{"door-opened":"yes","door-shut":"no"}}
//	{"incident":"i-1","id":"e5","activity":"end","at":"2025-10-06T10:20:00-06:00"}
//	{"incident":"i-1","id":"e6","activity":"contact","at":"2025-10-06T11:30:00-06:00","recorded":"2025-10-07T08:15:00-06:00","by":[{"id":"s-1","role":"teacher"}],"to":[{"id":"p-1","role":"parent"}],"facts":{"reached":"yes"}}
//	{"incident":"i-1","id":"e7","activity":"correct","at":"2025-10-07T08:20:00-06:00","by":[{"id":"s-1","role":"teacher"}],"amends":{"event":"e3","at":"2025-10-06T10:05:30-06:00"},"reason":"The clock on the wall was slow."}
//
// # What is refused
//
// The form is closed. A reader that is lax about it lets a log say one thing to a person and another to a machine: many JSON
// readers take "AT" for "at" and the last of two equal keys. Refused are
//
//   - keys that are not in the tables, in other case too, and a key or fact that comes twice in its object;
//   - null, empty texts, values of another type, numbers with sign, fraction, exponent or leading zero;
//   - what is not JSON: control characters in texts, escapes that JSON does not have, anything after the closing brace;
//   - invalid UTF-8 and halves of surrogate pairs, which readers replace each in their own way;
//   - words in no list and without a prefix, and everything else that [policy.Event.Check] finds;
//   - times that are not exactly of the form above, that no calendar has, or that lie outside of 1950 to 2149;
//   - more than the limits above.
//
// The keys prev and hash are reserved for a log that is sealed line by line, and refused until there is one.
//
// # What is kept after an error
//
// A line is read whole or not at all. A [LineError] says which one is wrong, where and how; the lines before and after it are
// read as if it was not there. It is for the host to decide whether a log with a hole is good enough; the line in it can be
// repaired by its writer and read by itself with [Parse]. An error of the reader ends the log, and is no LineError.
//
// Identifiers may repeat over lines, and a correction may name an event that is not there: that is for the incident to judge,
// which also holds the limit of 10,000 events.
package journal
