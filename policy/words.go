package policy

import "strings"

// Kind is a kind of intervention. A profile may speak of several.
type Kind string

// The kinds of the standards.
const (
	Seclusion Kind = "seclusion"
	Restraint Kind = "physical-restraint"
	TimeOut   Kind = "time-out"
)

// Activity is what an event is about: something done, observed or put on record. Those below are the standard ones; a profile
// may add its own under a prefix, such as "ourboard/nurse-called", which are records and move no machine.
type Activity string

// The standard activities, in the order in which those of one instant are judged where the writer gave no sequence.
const (
	Earlier   Activity = "earlier"   // an earlier use is put on record, for Count rules and links: Event.Other says which
	Attest    Activity = "attest"    // standing facts are put on record and nothing else
	Request   Activity = "request"   // somebody asked for something that a duty answers
	Inspect   Activity = "inspect"   // a place, a plan or a school is looked at, without anything having happened: [Profile.Inspect]
	Initiate  Activity = "initiate"  // the intervention begins
	Present   Activity = "present"   // those in By come in
	Observe   Activity = "observe"   // facts are seen
	Explain   Activity = "explain"   // reasons are explained to the student
	Monitor   Activity = "monitor"   // a check of the student
	Review    Activity = "review"    // the need to continue is reviewed; Continue says what was decided
	Approve   Activity = "approve"   // a person with authority approves
	Escalate  Activity = "escalate"  // help is called, the plan's steps are followed
	Absent    Activity = "absent"    // those in By leave
	StepDown  Activity = "step-down" // the step-down begins; the door may still be shut
	Release   Activity = "release"   // the door opens, the hold is let go, the student is gone
	Resume    Activity = "resume"    // holding begins again
	Convert   Activity = "convert"   // it turns into another kind, Event.Other; not a release
	Interrupt Activity = "interrupt" // it is over without a step-down
	End       Activity = "end"       // the step-down is closed
	Contact   Activity = "contact"   // an attempt to reach those in To; Reached says how it went
	Support   Activity = "support"   // those in To are told of the supports that they can have
	Clean     Activity = "clean"     // the place is sanitized and cleaned
	Document  Activity = "document"  // the intervention is documented
	Debrief   Activity = "debrief"   // those in By reflect on the incident and review it
	Report    Activity = "report"    // the incident is reported to those in To
	NextUse   Activity = "next-use"  // the place is used again
	Correct   Activity = "correct"   // another event is amended: Event.Amends
	Close     Activity = "close"     // the file is closed; duties that are open stay open
)

var activities = [...]Activity{Earlier, Attest, Request, Inspect, Initiate, Present, Observe, Explain, Monitor, Review, Approve, Escalate,
	Absent, StepDown, Release, Resume, Convert, Interrupt, End, Contact, Support, Clean, Document, Debrief, Report, NextUse, Correct, Close}

// Activities returns the standard activities in the order of their rank.
func Activities() []Activity { return append([]Activity(nil), activities[:]...) }

// rank orders the activities of one instant, as Activities does; 0 is no standard activity. It is a switch and no table, so that
// importing the package does no work.
func (a Activity) rank() uint8 {
	switch a {
	case Earlier:
		return 1
	case Attest:
		return 2
	case Request:
		return 3
	case Inspect:
		return 4
	case Initiate:
		return 5
	case Present:
		return 6
	case Observe:
		return 7
	case Explain:
		return 8
	case Monitor:
		return 9
	case Review:
		return 10
	case Approve:
		return 11
	case Escalate:
		return 12
	case Absent:
		return 13
	case StepDown:
		return 14
	case Release:
		return 15
	case Resume:
		return 16
	case Convert:
		return 17
	case Interrupt:
		return 18
	case End:
		return 19
	case Contact:
		return 20
	case Support:
		return 21
	case Clean:
		return 22
	case Document:
		return 23
	case Debrief:
		return 24
	case Report:
		return 25
	case NextUse:
		return 26
	case Correct:
		return 27
	case Close:
		return 28
	}
	return 0
}

// order is the rank for sorting. A foreign record comes after what it may be about, and before the file is closed.
func (a Activity) order() uint8 {
	if r := a.rank(); r != 0 {
		return r
	}
	return NextUse.rank()
}

// IsRecord reports whether a is a mere record: it may come at any time, before the start too, and moves no machine.
// So are all activities under a prefix of a profile's own.
func (a Activity) IsRecord() bool {
	switch a {
	case Earlier, Attest, Request, Inspect, NextUse, Correct:
		return true
	}
	return foreign(string(a))
}

// IsForeign reports whether a stands under a prefix: a record of a profile's own.
func (a Activity) IsForeign() bool { return foreign(string(a)) }

// involves reports whether those who do it take part in the incident.
func (a Activity) involves() bool {
	switch a {
	case Initiate, Monitor, Review, Explain, StepDown, Release, Resume, Convert, Interrupt, End:
		return true
	}
	return false
}

// lets reports whether a is a way out.
func (a Activity) lets() bool {
	return a == StepDown || a == Release || a == End || a == Interrupt
}

// Answer is yes, no or not recorded. The zero value is not recorded: silence is never read as yes or as no.
//
// Circumstances that are not recorded are unknown, and what hangs on them is undetermined, naming the fact. What a clause demands to
// be done or put on record counts as not done while it is not on record; a late entry that happened in time cures that.
type Answer uint8

// The three answers.
const (
	NotRecorded Answer = iota
	No
	Yes
)

// String returns "not recorded", "no" or "yes".
func (a Answer) String() string {
	switch a {
	case No:
		return "no"
	case Yes:
		return "yes"
	case NotRecorded:
		return "not recorded"
	}
	return "invalid answer"
}

// Fact names something that is yes, no or not recorded. Those below are the standard ones; a profile declares its own under a
// prefix, such as "ourboard/nurse-told", in [Regulation.Facts].
type Fact string

// Facts of the act: they hold for the event that states them and for nothing else.
const (
	FaceToFace                 Fact = "face-to-face"                 // the check was made face to face
	Continue                   Fact = "continue"                     // the review decided to go on
	Reached                    Fact = "reached"                      // the person called was reached
	DoorOpened                 Fact = "door-opened"                  // the door was opened when it was safe
	StudentHelpedDecide        Fact = "student-helped-decide"        // the student helped decide when they were ready
	ObservationPeriod          Fact = "observation-period"           // readiness for class was observed for a while
	PreventionPlanOffered      Fact = "prevention-plan-offered"      // the student could plan how to prevent the next one
	ReentryPlan                Fact = "re-entry-plan"                // there is a plan for coming back to class
	UnderstandingRecorded      Fact = "understanding-recorded"       // how far the student understood is on record
	LessRestrictiveIneffective Fact = "less-restrictive-ineffective" // less restrictive interventions were not possible or did not work
	ThreatCanBeDiminished      Fact = "threat-can-be-diminished"     // the measure can diminish the threat
	PlanStepsFollowed          Fact = "plan-steps-followed"          // the steps of the student's plan were followed
	StopsPropertyDamage        Fact = "stops-property-damage"        // it was used to stop damage to property
	Emergency                  Fact = "emergency"                    // it is an emergency, or circumstances are exceptional
	AsBehaviourManagement      Fact = "as-behaviour-management"      // it is used to manage behaviour
	AsConsequence              Fact = "as-consequence"               // it is used as a consequence, or as a punishment
	AsCorporalPunishment       Fact = "as-corporal-punishment"       // it is used as a physical punishment
	ToForceCompliance          Fact = "to-force-compliance"          // it is used to force compliance
	InPlaceOfSupport           Fact = "in-place-of-support"          // it is used in place of educational support
	AsUniversalSupport         Fact = "as-universal-support"         // it is used as a support for everybody
	AsCalmingStrategy          Fact = "as-calming-strategy"          // it is used to calm
	SecludedSpace              Fact = "secluded-space"               // the place is one where the student is secluded
	ForTransfer                Fact = "for-transfer"                 // hands were laid on to bring the student into seclusion
	ReasonsForInitiating       Fact = "reasons-for-initiating"       // why it began was explained
	ReasonsForContinuing       Fact = "reasons-for-continuing"       // why it goes on was explained
	ReasonsForEnding           Fact = "reasons-for-ending"           // why it ends was explained
	PreventionRecorded         Fact = "prevention-recorded"          // on record: the prevention strategies used
	DetailsRecorded            Fact = "details-recorded"             // on record: date, time, location, staff involved
	CourseRecorded             Fact = "course-recorded"              // on record: its initiation, observation and ending
	SafetyMeasuresRecorded     Fact = "safety-measures-recorded"     // on record: what was done for the safety of student, peers and staff
	HandsOnJustified           Fact = "hands-on-justified"           // on record: description and justification of the hands-on restraint
	OnDebriefingForm           Fact = "on-debriefing-form"           // the report is on the form that the board has for it
	ComplaintsExplained        Fact = "complaints-explained"         // the person was told how to complain and appeal
	StudentCouldNotTakePart    Fact = "student-could-not-take-part"  // it was not possible to involve the student
	StrategiesRevised          Fact = "strategies-revised"           // strategies of prevention and intervention were reviewed and revised
	PhysicalContact            Fact = "physical-contact"             // somebody touches or holds the student
	RestrictsFreedom           Fact = "restricts-freedom"            // the contact restricts or immobilizes: movement, activity, access to the body
	Escort                     Fact = "escort"                       // the contact accompanies a student to a safe place, briefly, and does not immobilize
	MovesFromDanger            Fact = "moves-from-danger"            // the contact is to move the student from danger, or to break up a fight
	TeachingGuidance           Fact = "teaching-guidance"            // the contact guides or prompts while a skill is taught
	ReducesReinforcement       Fact = "reduces-reinforcement"        // reinforcement is limited for a short time to decrease a behaviour
)

// Lasting facts hold until another record says otherwise or the phase ends.
const (
	DangerToSelf           Fact = "danger-to-self"           // imminent danger of harm to the student
	DangerToOthers         Fact = "danger-to-others"         // imminent danger of harm to somebody else
	SelfInjuryRisk         Fact = "self-injury-risk"         // risk of serious self-injury or suicide, or such behaviour
	SelfInjuriousBehaviour Fact = "self-injurious-behaviour" // the student is injuring themselves severely
	VisualMonitoring       Fact = "visual-monitoring"        // the student is seen without a gap
	AuralMonitoring        Fact = "aural-monitoring"         // the student is heard without a gap
	MeansToBeMonitored     Fact = "means-to-be-monitored"    // the student can choose, or has the means, to be seen and heard by staff
	DoorShut               Fact = "door-shut"                // locked, blocked or held shut
	Alone                  Fact = "alone"                    // the student is alone in a room or an area
	CannotLeave            Fact = "cannot-leave"             // the student cannot leave freely, or is prevented from it
	AskedForPlace          Fact = "asked-for-place"          // the student asked to be there, and has not asked to leave
)

// Standing facts hold from an instant until another one, for a place, a student, a person or the school.
const (
	DesignatedRoom               Fact = "designated-room"                // of a place: a secure room designated for seclusion, and approved
	ExemptRoom                   Fact = "exempt-room"                    // of a place: exempted from a ban on seclusion rooms
	ApprovedSpace                Fact = "approved-space"                 // of a place: approved as an exclusion time-out space
	ExclusionSpace               Fact = "exclusion-space"                // of a place: an exclusion time-out space
	RoomKeepsDignity             Fact = "room-keeps-dignity"             // of a place: where it lies, the student's dignity is kept
	RoomEasyAccess               Fact = "room-easy-access"               // of a place: staff get to it promptly and easily
	RoomObservable               Fact = "room-observable"                // of a place: the student can be observed continuously
	RoomAwayFromStairs           Fact = "room-away-from-stairs"          // of a place: away from elevators, stairs and exits
	RoomMeetsRequirements        Fact = "room-meets-requirements"        // of a place: it meets the requirements for safety and facilities
	RoomSafeAndHumane            Fact = "room-safe-and-humane"           // of a place: safe, humane, well lit, ventilated, warm enough
	RoomFreeOfHazards            Fact = "room-free-of-hazards"           // of a place: nothing in it may harm a student
	WrittenConsent               Fact = "written-consent"                // of a student: written informed consent covers this kind
	InformedConsent              Fact = "informed-consent"               // of a student: parents gave informed consent, in whatever form
	PlannedMeasure               Fact = "planned-measure"                // of a student: it is planned beforehand as a measure for emergencies
	SpeechInadequate             Fact = "speech-inadequate"              // of a student: cannot express themselves adequately through speech alone
	PlanLimit                    Fact = "plan-limit"                     // of a student: the plan sets a limit of its own, Credential.Amount
	StudentInvolved              Fact = "student-involved"               // of a student: was involved beforehand, as far as they can be
	PlanDocumentsPrevention      Fact = "plan-documents-prevention"      // of a student: the plan documents interventions and preventive measures
	FunctionalData               Fact = "functional-data"                // of a student: functional data was collected and informs the use
	PlanInputOffered             Fact = "plan-input-offered"             // of a student: parents and student could give input to the plans
	PlanTransitions              Fact = "plan-transitions"               // of a student: the plan says how to pass between spaces
	PlanStepDown                 Fact = "plan-step-down"                 // of a student: the plan holds the step-down process
	SeclusionContraindicated     Fact = "seclusion-contraindicated"      // of a student: a known condition makes seclusion dangerous
	RestraintContraindicated     Fact = "restraint-contraindicated"      // of a student: a known condition makes restraint dangerous
	ExemptStudent                Fact = "exempt-student"                 // of a student: exempted from a ban on seclusion rooms
	Trained                      Fact = "trained"                        // of a person: trained to initiate and deliver
	Qualified                    Fact = "qualified"                      // of a person: qualified to
	Authorized                   Fact = "authorized"                     // of a person: authorized to
	TrainedTCI                   Fact = "trained-tci"                    // of a person: therapeutic crisis intervention
	TrainedFBA                   Fact = "trained-fba"                    // of a person: functional behaviour analysis
	TrainedDeescalation          Fact = "trained-de-escalation"          // of a person: de-escalation, non-violent crisis intervention, positive supports
	DesignatedKeyStaff           Fact = "designated-key-staff"           // of a person: named by the principal
	ResourceStaff                Fact = "resource-staff"                 // of a person: named by the principal as the school's resource on these measures
	CommunicatesWithThem         Fact = "communicates-with-them"         // of a person: able to communicate with this student
	TrainingPositiveSupports     Fact = "training-positive-supports"     // of the school: staff training covers positive behaviour supports
	TrainingEmergencies          Fact = "training-emergencies"           // of the school: it covers behavioural emergencies and aggression
	TrainingTraumaInformed       Fact = "training-trauma-informed"       // of the school: it covers trauma, crisis without violence, solving problems together
	TrainingFunctionalAssessment Fact = "training-functional-assessment" // of the school: it covers functional assessment
	ExpectationsCommunicated     Fact = "expectations-communicated"      // of the school: staff know the expectations and guidelines
	PreventionProcedures         Fact = "prevention-procedures"          // of the school: there are formal procedures for preventing seclusion
	StaffAvailable               Fact = "staff-available"                // of the school: staff are available to provide it appropriately
)

// What an undetermined outcome can lack besides a fact.
const (
	missingCalendar  Fact = "calendar" // a term or a date that needs a calendar
	missingUnsettled Fact = "instant"  // the text leaves the term open between two instants
	missingBy        Fact = "by"       // who did it
	missingTo        Fact = "to"       // to whom
	missingClassroom Fact = "classroom"
	missingKind      Fact = "kind"    // of an earlier use
	missingPresence  Fact = "present" // who was there
	missingReading   Fact = "reading" // nobody has decided it
)

// Sort says how long a fact holds.
type Sort uint8

// The three sorts.
const (
	OfTheAct Sort = iota // for the event that states it
	Lasting              // until another record says otherwise, FactSpec.Lasts is over, or the phase ends
	Standing             // from an instant until another
)

// String returns the word for s.
func (s Sort) String() string {
	return word(int(s), "of the act", "lasting", "standing")
}

// About says whose a standing fact is.
type About uint8

// What standing facts are about.
const (
	AboutStudent About = iota // Credential.Subject may be left out
	AboutPlace                // Credential.Subject is the place, as Event.Place has it
	AboutPerson               // Credential.Subject is the person's ID
	AboutSchool               // Credential.Subject may be left out
)

// String returns the word for a.
func (a About) String() string { return word(int(a), "student", "place", "person", "school") }

// Role is the part that a person plays in an event: "principal", "parent". A profile may add its own under a prefix.
type Role string

// The standard roles. A log that uses another word without a prefix is refused: a misspelt role would be a silent finding.
const (
	Principal               Role = "principal"
	AssistantPrincipal      Role = "assistant-principal"
	Teacher                 Role = "teacher"
	EducationAssistant      Role = "education-assistant"
	Counsellor              Role = "counsellor"
	Psychologist            Role = "psychologist"
	SchoolStaff             Role = "school-staff" // any other member of the staff
	Parent                  Role = "parent"       // a parent or guardian
	Student                 Role = "student"
	Director                Role = "director"                 // of Inclusive Education
	AssistantSuperintendent Role = "assistant-superintendent" // of Inclusive Education and Student Services
	EmergencyServices       Role = "emergency-services"
)

func (r Role) known() bool {
	switch r {
	case "", Principal, AssistantPrincipal, Teacher, EducationAssistant, Counsellor, Psychologist, SchoolStaff, Parent, Student,
		Director, AssistantSuperintendent, EmergencyServices:
		return true
	}
	return ownWord(string(r))
}

// Phase is where an incident stands for the rules, whatever a machine calls its states.
type Phase uint8

// The phases.
const (
	NotBegun Phase = iota
	Held           // from Initiate or Resume until the release, whatever step-down has begun
	After          // from the release on
	phases
)

// String returns the word for p.
func (p Phase) String() string { return word(int(p), "not begun", "held", "after") }

// Period names a kind of day, and the part of such a day that has an end: n days of it can be counted, and its end be a term.
// A host's [Calendar] may know others than the two below, under a prefix of its own.
type Period string

// The standard periods.
const (
	LocalDay  Period = "local-day"  // every day; it ends at midnight
	SchoolDay Period = "school-day" // a day with school; it ends with the bell
)

// Force is how strongly a text demands.
type Force uint8

// The three forces. The zero value is the strongest.
const (
	Must Force = iota
	Should
	May
)

// String returns "must", "should" or "may".
func (f Force) String() string { return word(int(f), "must", "should", "may") }

// Outcome is what a rule comes to for an incident at an instant.
type Outcome uint8

// The outcomes. The zero value claims nothing.
const (
	Undetermined  Outcome = iota // a fact, a calendar or a reading is missing
	NotApplicable                // nothing that the rule speaks of has come
	Satisfied                    // kept, so far as it can be by now
	Pending                      // owed, and not yet late
	Excused                      // not kept, and an exception of the text applies
	Flagged                      // a threshold reached, or a term left open past its documented default
	Breached                     // not kept
)

// String returns the word for o, as logs and JSON have it.
func (o Outcome) String() string {
	return word(int(o), "undetermined", "not-applicable", "satisfied", "pending", "excused", "flagged", "breached")
}

// Severity orders outcomes, from 0 for not applicable: of several occurrences the rule comes to the gravest. An outcome that there is not
// has none.
func (o Outcome) Severity() int {
	if o > Breached {
		return 0
	}
	return [...]int{5, 0, 1, 3, 2, 4, 6}[o]
}

func word(i int, words ...string) string {
	if i < 0 || i >= len(words) {
		return "invalid"
	}
	return words[i]
}

// foreign reports whether a name stands under a prefix of its own: "ourboard/word".
func foreign(name string) bool {
	i := strings.IndexByte(name, '/')
	return i > 0 && i < len(name)-1
}

// ownWord reports whether a name is one that a profile or a host may have of its own.
func ownWord(name string) bool { return foreign(name) && WellNamed(name) }

func (p Period) known() bool { return p == LocalDay || p == SchoolDay || ownWord(string(p)) }

// WellNamed reports whether name may stand in a log: lower-case letters, digits and hyphens, at most 64 bytes, with at most one
// prefix and slash before it.
func WellNamed(name string) bool {
	if name == "" || len(name) > 64 || strings.Count(name, "/") > 1 || name[0] == '/' || name[len(name)-1] == '/' {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '/' {
			return false
		}
	}
	return true
}

// standardFacts is what the library knows of its own facts. A profile may declare a fact of its own, or one of these anew, say
// with a lifetime under a reading.
var standardFacts = [...]FactSpec{
	{Name: FaceToFace}, {Name: Continue}, {Name: Reached, World: true}, {Name: DoorOpened}, {Name: StudentHelpedDecide},
	{Name: ObservationPeriod}, {Name: PreventionPlanOffered}, {Name: ReentryPlan}, {Name: UnderstandingRecorded},
	{Name: LessRestrictiveIneffective, World: true}, {Name: ThreatCanBeDiminished, World: true}, {Name: PlanStepsFollowed},
	{Name: StopsPropertyDamage}, {Name: Emergency, World: true}, {Name: AsBehaviourManagement}, {Name: AsConsequence},
	{Name: AsCorporalPunishment}, {Name: ToForceCompliance}, {Name: InPlaceOfSupport}, {Name: AsUniversalSupport},
	{Name: AsCalmingStrategy}, {Name: SecludedSpace, World: true}, {Name: ForTransfer}, {Name: ReasonsForInitiating},
	{Name: ReasonsForContinuing}, {Name: ReasonsForEnding}, {Name: PreventionRecorded}, {Name: DetailsRecorded},
	{Name: CourseRecorded}, {Name: SafetyMeasuresRecorded}, {Name: HandsOnJustified}, {Name: OnDebriefingForm},
	{Name: ComplaintsExplained}, {Name: StudentCouldNotTakePart, World: true}, {Name: StrategiesRevised}, {Name: PhysicalContact},
	{Name: RestrictsFreedom}, {Name: Escort}, {Name: MovesFromDanger}, {Name: TeachingGuidance}, {Name: ReducesReinforcement},
	{Name: DangerToSelf, Sort: Lasting, World: true}, {Name: DangerToOthers, Sort: Lasting, World: true},
	{Name: SelfInjuryRisk, Sort: Lasting, World: true}, {Name: SelfInjuriousBehaviour, Sort: Lasting, World: true},
	{Name: VisualMonitoring, Sort: Lasting}, {Name: AuralMonitoring, Sort: Lasting}, {Name: MeansToBeMonitored, Sort: Lasting},
	{Name: DoorShut, Sort: Lasting}, {Name: Alone, Sort: Lasting}, {Name: CannotLeave, Sort: Lasting},
	{Name: AskedForPlace, Sort: Lasting, World: true}, {Name: DesignatedRoom, Sort: Standing, About: AboutPlace, World: true},
	{Name: ExemptRoom, Sort: Standing, About: AboutPlace, World: true},
	{Name: ApprovedSpace, Sort: Standing, About: AboutPlace, World: true},
	{Name: ExclusionSpace, Sort: Standing, About: AboutPlace, World: true},
	{Name: RoomKeepsDignity, Sort: Standing, About: AboutPlace, World: true},
	{Name: RoomEasyAccess, Sort: Standing, About: AboutPlace, World: true},
	{Name: RoomObservable, Sort: Standing, About: AboutPlace, World: true},
	{Name: RoomAwayFromStairs, Sort: Standing, About: AboutPlace, World: true},
	{Name: RoomMeetsRequirements, Sort: Standing, About: AboutPlace, World: true},
	{Name: RoomSafeAndHumane, Sort: Standing, About: AboutPlace, World: true},
	{Name: RoomFreeOfHazards, Sort: Standing, About: AboutPlace, World: true}, {Name: WrittenConsent, Sort: Standing, World: true},
	{Name: InformedConsent, Sort: Standing, World: true}, {Name: PlannedMeasure, Sort: Standing, World: true},
	{Name: SpeechInadequate, Sort: Standing, World: true}, {Name: PlanLimit, Sort: Standing, World: true},
	{Name: StudentInvolved, Sort: Standing, World: true}, {Name: PlanDocumentsPrevention, Sort: Standing, World: true},
	{Name: FunctionalData, Sort: Standing, World: true}, {Name: PlanInputOffered, Sort: Standing, World: true},
	{Name: PlanTransitions, Sort: Standing, World: true}, {Name: PlanStepDown, Sort: Standing, World: true},
	{Name: SeclusionContraindicated, Sort: Standing, World: true}, {Name: RestraintContraindicated, Sort: Standing, World: true},
	{Name: ExemptStudent, Sort: Standing, World: true}, {Name: Trained, Sort: Standing, About: AboutPerson, World: true},
	{Name: Qualified, Sort: Standing, About: AboutPerson, World: true},
	{Name: Authorized, Sort: Standing, About: AboutPerson, World: true},
	{Name: TrainedTCI, Sort: Standing, About: AboutPerson, World: true},
	{Name: TrainedFBA, Sort: Standing, About: AboutPerson, World: true},
	{Name: TrainedDeescalation, Sort: Standing, About: AboutPerson, World: true},
	{Name: DesignatedKeyStaff, Sort: Standing, About: AboutPerson, World: true},
	{Name: ResourceStaff, Sort: Standing, About: AboutPerson, World: true},
	{Name: CommunicatesWithThem, Sort: Standing, About: AboutPerson, World: true},
	{Name: TrainingPositiveSupports, Sort: Standing, About: AboutSchool, World: true},
	{Name: TrainingEmergencies, Sort: Standing, About: AboutSchool, World: true},
	{Name: TrainingTraumaInformed, Sort: Standing, About: AboutSchool, World: true},
	{Name: TrainingFunctionalAssessment, Sort: Standing, About: AboutSchool, World: true},
	{Name: ExpectationsCommunicated, Sort: Standing, About: AboutSchool, World: true},
	{Name: PreventionProcedures, Sort: Standing, About: AboutSchool, World: true},
	{Name: StaffAvailable, Sort: Standing, About: AboutSchool, World: true},
}

// Facts returns what the library knows of its own facts, in no order that means anything.
func Facts() []FactSpec { return append([]FactSpec(nil), standardFacts[:]...) }

func (f Fact) known() bool {
	switch f {
	case FaceToFace, Continue, Reached, DoorOpened, StudentHelpedDecide, ObservationPeriod, PreventionPlanOffered, ReentryPlan,
		UnderstandingRecorded, LessRestrictiveIneffective, ThreatCanBeDiminished, PlanStepsFollowed, StopsPropertyDamage,
		Emergency, AsBehaviourManagement, AsConsequence, InPlaceOfSupport, ToForceCompliance, AsCorporalPunishment,
		AsUniversalSupport, AsCalmingStrategy, SecludedSpace, ForTransfer, ReasonsForInitiating, ReasonsForContinuing,
		ReasonsForEnding, PreventionRecorded, DetailsRecorded, CourseRecorded, SafetyMeasuresRecorded, HandsOnJustified,
		OnDebriefingForm, ComplaintsExplained, ReducesReinforcement, TeachingGuidance, MovesFromDanger, Escort, RestrictsFreedom,
		PhysicalContact, StrategiesRevised, StudentCouldNotTakePart, DangerToSelf, DangerToOthers, SelfInjuriousBehaviour,
		SelfInjuryRisk, VisualMonitoring, AuralMonitoring, MeansToBeMonitored, AskedForPlace, CannotLeave, Alone, DoorShut,
		ExemptRoom, DesignatedRoom, ApprovedSpace, ExclusionSpace, RoomKeepsDignity, RoomEasyAccess, RoomObservable,
		RoomAwayFromStairs, RoomMeetsRequirements, RoomSafeAndHumane, RoomFreeOfHazards, PlannedMeasure, InformedConsent,
		WrittenConsent, SpeechInadequate, PlanLimit, StudentInvolved, PlanDocumentsPrevention, FunctionalData, PlanInputOffered,
		PlanTransitions, ExemptStudent, RestraintContraindicated, SeclusionContraindicated, PlanStepDown, Trained, Qualified,
		Authorized, TrainedTCI, TrainedDeescalation, TrainedFBA, ResourceStaff, DesignatedKeyStaff, CommunicatesWithThem,
		TrainingPositiveSupports, TrainingEmergencies, TrainingTraumaInformed, TrainingFunctionalAssessment,
		ExpectationsCommunicated, PreventionProcedures, StaffAvailable:
		return true
	}
	return ownWord(string(f))
}

func (k Kind) known() bool {
	return k == Seclusion || k == Restraint || k == TimeOut || ownWord(string(k))
}

func (a Activity) known() bool {
	return a.rank() != 0 || ownWord(string(a))
}
