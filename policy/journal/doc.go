// Package journal reads and writes the event log of incidents: one event a line, each line one JSON object (NDJSON), in a
// closed and strict form. It is meant as evidence, so that a log says one thing only, whoever reads it.
//
// [Append] writes a line, [Read] reads a log, [Parse] a single line. A host that keeps events in a database of its own needs
// the package to hand them to somebody else, or to take them over. An exporter in another language needs this page alone.
//
// Lines may be sealed, so that it shows where a log is not any more what was written: [AppendSealed], [Verify]. Free texts may
// stand beside the log, so that they can be destroyed and the log still be verified: [Detach], [Attach].
//
// # A line
//
// A log is UTF-8. Lines end with a line feed, a carriage return before it is white space; the last line may do without. Empty
// lines are skipped, and so is a byte order mark at the very start. A line has at most 1,048,576 bytes. Lines may come in any
// order, but for those of a sealed incident, and events of several incidents may stand in one log: what happened is put in
// order by at, not by line. These are the keys, in the order in which this package writes them; any order is read, and any
// JSON white space between them.
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
//	student   id        initiate       whose incident it is; on earlier, whose use it was
//	place     id        -              where, with initiate and resume
//	profile   id        -              with initiate: the profile it was begun under, "@" and its fingerprint
//	other     object    earlier,       the other incident: {"incident": id, "kind": word, "classroom": id}; on earlier the one
//	                    convert        that is put on record, on convert what it turns into, on initiate what it follows
//	amends    object    correct        what a correction changes, see below; with no other activity
//	glass     object    -              why somebody acted although a gate forbade it: {"by": person, "reason": text}, both needed
//	reason    text      -              why, with interrupt and correct
//	prev      hash      -              what seals the line, see below: always its last keys
//	hash      hash      -
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
//	text      any text of 1 to 16,384 bytes. Errors do not show it, and it prints as a placeholder. It may stand beside the
//	          log; then here is {"sha256": hash}, see below.
//	hash      a SHA-256 as 64 digits of 0-9 and a-f
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
// asked for something), inspect (a place, a plan or a school is looked at), initiate, present, observe (facts are seen), explain
// (reasons, to the student), monitor (a check), review (of the need to go on), approve, escalate (help is called), absent,
// step-down (begins), release (the door opens, the hold is let go), resume, convert (into another kind), interrupt (over without
// a step-down), end (of the step-down), contact (an attempt to reach those in to), support (those in to are told of supports),
// clean (the place), document, debrief, report (to those in to), next-use (of the place), correct, close (the file).
//
// Facts of the act: face-to-face (monitor), continue (review), reached (contact), door-opened (release);
// student-helped-decide, observation-period, prevention-plan-offered, re-entry-plan, student-could-not-take-part
// (step-down, end, debrief); less-restrictive-ineffective, threat-can-be-diminished, plan-steps-followed,
// stops-property-damage, emergency, secluded-space, for-transfer, as-behaviour-management, as-consequence,
// as-corporal-punishment, to-force-compliance, in-place-of-support, as-universal-support, as-calming-strategy,
// physical-contact, restricts-freedom, escort, moves-from-danger, teaching-guidance, reduces-reinforcement (initiate);
// reasons-for-initiating, reasons-for-continuing, reasons-for-ending (explain); understanding-recorded,
// prevention-recorded, details-recorded, course-recorded, safety-measures-recorded, hands-on-justified, strategies-revised
// (document); on-debriefing-form, complaints-explained (report). The activities in brackets are where they are usual; any
// may state them.
//
// Facts that last until another line says otherwise: danger-to-self, danger-to-others, self-injury-risk, visual-monitoring,
// self-injurious-behaviour, aural-monitoring, means-to-be-monitored, door-shut, alone, cannot-leave, asked-for-place. They
// may stand on any line; an observe has nothing else.
//
// Standing facts, of a place: designated-room, exempt-room, approved-space, exclusion-space, room-keeps-dignity,
// room-easy-access, room-observable, room-away-from-stairs, room-meets-requirements, room-safe-and-humane,
// room-free-of-hazards. Of the student: written-consent, informed-consent, planned-measure, exempt-student,
// seclusion-contraindicated, restraint-contraindicated, speech-inadequate, plan-limit, student-involved,
// plan-documents-prevention, functional-data, plan-input-offered, plan-transitions, plan-step-down. Of a person: trained,
// qualified, authorized, trained-tci, trained-fba, trained-de-escalation, designated-key-staff, resource-staff,
// communicates-with-them. Of the school: training-positive-supports, training-emergencies, training-trauma-informed,
// training-functional-assessment, expectations-communicated, prevention-procedures, staff-available. They stand under
// standing, not under facts.
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
//	subject  id        -       whose: the id of the place or the person, as place, by and to have it; left out for the student and the school
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
// # A sealed log
//
// A sealed line is any line as above that ends with hash, and with prev before it unless it is the first of its incident:
//
//	{"incident":…,"hash":"<64 digits>"}
//	{"incident":…,"prev":"<64 digits>","hash":"<64 digits>"}
//
// This end has one form to the byte: no white space, no escapes, these keys last and in this order, and after the brace the
// line end and nothing else.
//
//   - hash is the SHA-256, in lower-case hexadecimal digits, of the bytes of the line up to the comma before "hash", without
//     that comma: of all but the last 75 bytes of the line. The bytes are taken as they stand, from the first of the line, white
//     space too, and nothing is put before or after them. A line feed, a carriage return before it, and a byte order mark at
//     the start of the log are not part of the line.
//   - prev is the hash of the line of the same incident that comes before it in the log, whatever lines of other incidents
//     stand between them. Its bytes are among those that hash is made of, and so is the incident.
//   - recorded, or at where it is left out, is on no line earlier than on the line of the same incident before it. So a late
//     entry needs its recorded.
//
// The lines of an incident are all sealed or none is; sealed incidents and others may stand in one log. Where a line is in a file
// of its own, this is its hash:
//
//	tr -d '\r\n' <line | head -c -75 | sha256sum
//
// Two lines, the second with a text that stands beside the log:
//
//	{"incident":"i-1","id":"e1","activity":"observe","at":"2025-10-06T10:02:00-06:00","facts":{"door-shut":"no"},"hash":"d648478d8355e77b35fb241cf66adf6cf5e6cbe2639318b4bb15e7e685f7c610"}
//	{"incident":"i-1","id":"e2","activity":"correct","at":"2025-10-07T08:20:00-06:00","by":[{"id":"s-1","role":"teacher"}],"amends":{"event":"e1","at":"2025-10-06T10:05:30-06:00"},"reason":{"sha256":"edb8ddc81ca4b7e09038c2eeab7d11eb3c919f71d722b65d115c500cf15b924e"},"prev":"d648478d8355e77b35fb241cf66adf6cf5e6cbe2639318b4bb15e7e685f7c610","hash":"7b78f8ca90942bf4ecee175249a918fa007ddecfa5371b497ee12c283859c16f"}
//
// The hash of the last line is the head of the incident: with the number of lines and the time of the last, a [Head]. The host
// keeps it apart from the log.
//
// # What a seal shows
//
// Verify finds what accident does to a log, and what somebody does to it who does not have the heads: a byte that is changed, a
// line that is torn, removed, put in, moved, repeated or entered with an earlier time, and with the head also a missing end, an
// end that was added or written anew, and a missing incident. It says which line it is.
//
// It does not find
//
//   - without the head: lines missing at the end of an incident, lines added there, all lines from some one on written anew
//     with new hashes, the seals taken off the whole incident, an incident that is not there. Its end is said to be not
//     attested; that its seals were taken off shows in that it is said to be unsealed;
//   - anything that is done by who can change the heads too;
//   - what says nothing: other line ends, blank lines, a byte order mark at the start, and the order in which the lines of
//     different incidents stand among each other. An incident of which no head speaks is no fault, and is not attested.
//
// Nor does a seal show who wrote a line, or that what it says is true. Events with and without a seal are judged alike, and Read
// does not ask whether a hash is right.
//
// # Texts beside the log
//
// The texts are reason and the reason in glass. One that stands beside the log is {"sha256": hash} in it. What is kept under that
// hash is a salt, of 32 digits of 0-9 and a-f made of 16 random bytes, new for each text, and right after it the text in UTF-8;
// the hash is the SHA-256 of all of these bytes, the digits as digits. Kept as a file that has the hash for its name, it is
// checked by sha256sum. This is the text of the log above:
//
//	8f2a6c01d94be7305b1c66a0f3e2d97bThe clock on the wall was slow.
//
// The salt is there since a short text could be guessed by its hash: who destroys the text destroys the salt with it. The line and
// its hash stay as they are, so the chain still verifies. A log need not be sealed for its texts to stand beside it.
//
// In an event such a text is "sha256:" and the hash, whether the text is still held or not, until [Attach] puts it back; [Detached]
// tells it from a text. So a broken glass still has a reason. A text that by itself is of that very form is refused on a line, and
// is taken for the reference that it looks like by [Append].
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
//   - prev and hash elsewhere than at the end of a line, or in any other form, and a reference to a text that has another key;
//   - more than the limits above.
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
