package policy

// Inspect judges, without an incident, what the rules demand of a place, of a student's plan and consent, or of the school: the
// rules on [Inspect] that ask for their standing facts. It is asked of what e names, its Place, its Student, and where it names
// neither of the school. e.Kind says for which kind of intervention, e.At as of when, and e.Standing holds what the registers say.
// May this be used today, and if not, which clause? Where [Assessment.Findings] is empty, it may; what the registers do not say is
// undetermined. It returns a [*RecordError] where e is not well-formed, and a [*ProfileError] for a kind of which no rule speaks.
func (p *Profile) Inspect(cal Calendar, e Event) (Assessment, error) {
	if e.Activity == "" {
		e.Activity = Inspect
	}
	if e.Activity != Inspect {
		return Assessment{}, &RecordError{Event: e.ID, Field: "activity", Value: brief(string(e.Activity)), Want: string(Inspect)}
	}
	if e.Kind == "" {
		return Assessment{}, &RecordError{Event: e.ID, Field: "kind", Want: wantKind}
	}
	c, err := Open(p, inspection{e.Kind}, cal, "inspection")
	if err != nil {
		return Assessment{}, err
	}
	if e, err = c.Add(e); err != nil {
		return Assessment{}, err
	}
	return c.Assess(e.At), nil
}

// inspected has a bit for each About that an inspection is of.
func (e *Event) inspected() uint8 {
	var of uint8
	if e.Place != "" {
		of |= 1 << AboutPlace
	}
	if e.Student != "" {
		of |= 1 << AboutStudent
	}
	if of == 0 {
		of = 1 << AboutSchool
	}
	return of
}

// inspection is the machine of a case in which nothing happens.
type inspection struct{ kind Kind }

func (i inspection) Kind() Kind     { return i.kind }
func (inspection) States() []string { return []string{"inspected"} }
func (inspection) Next(state uint8, activity Activity) (uint8, bool) {
	return state, activity == Inspect
}
func (inspection) Phase(uint8) Phase { return NotBegun }
