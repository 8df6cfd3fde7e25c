package journal_test

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// mirror is a line for encoding/json: what the standard package makes of it is the oracle for what we make of it.
type mirror struct {
	Incident string            `json:"incident"`
	ID       string            `json:"id"`
	Activity policy.Activity   `json:"activity"`
	At       time.Time         `json:"at"`
	Recorded time.Time         `json:"recorded,omitzero"`
	Sequence int32             `json:"sequence,omitzero"`
	Kind     policy.Kind       `json:"kind,omitzero"`
	By       []mirrorPerson    `json:"by,omitempty"`
	To       []mirrorPerson    `json:"to,omitempty"`
	Facts    map[string]string `json:"facts,omitempty"`
	Standing []mirrorStanding  `json:"standing,omitempty"`
	Student  string            `json:"student,omitzero"`
	Place    string            `json:"place,omitzero"`
	Profile  string            `json:"profile,omitzero"`
	Other    *mirrorPart       `json:"other,omitempty"`
	Amends   *mirrorAmends     `json:"amends,omitempty"`
	Glass    *mirrorGlass      `json:"glass,omitempty"`
	Reason   mirrorText        `json:"reason,omitzero"`
	Prev     string            `json:"prev,omitzero"`
	Hash     string            `json:"hash,omitzero"`
}

// mirrorText is a text, or an object that says under which hash it stands beside the log.
type mirrorText struct {
	Text   string
	SHA256 string
}

func (m *mirrorText) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		return json.Unmarshal(b, &m.Text)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	reference := struct {
		SHA256 string `json:"sha256"`
	}{}
	err := d.Decode(&reference)
	m.SHA256 = reference.SHA256
	return err
}

type mirrorPerson struct {
	ID   string      `json:"id"`
	Role policy.Role `json:"role,omitzero"`
}

type mirrorStanding struct {
	Fact    policy.Fact `json:"fact"`
	Subject string      `json:"subject,omitzero"`
	Answer  string      `json:"answer"`
	From    time.Time   `json:"from,omitzero"`
	Until   time.Time   `json:"until,omitzero"`
	Issuer  string      `json:"issuer,omitzero"`
	Amount  string      `json:"amount,omitzero"`
}

type mirrorPart struct {
	Incident  string      `json:"incident,omitzero"`
	Kind      policy.Kind `json:"kind,omitzero"`
	Classroom string      `json:"classroom,omitzero"`
}

type mirrorAmends struct {
	Event     string            `json:"event"`
	At        time.Time         `json:"at,omitzero"`
	Facts     map[string]string `json:"facts,omitempty"`
	By        []mirrorPerson    `json:"by,omitzero"`
	To        []mirrorPerson    `json:"to,omitzero"`
	Withdrawn bool              `json:"withdrawn,omitzero"`
}

type mirrorGlass struct {
	By     mirrorPerson `json:"by"`
	Reason mirrorText   `json:"reason"`
}
