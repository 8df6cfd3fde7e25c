package main

import "time"

// row is what a reader of -json finds in a line.
type row struct {
	Incident   string    `json:"incident"`
	Kind       string    `json:"kind"`
	Rule       string    `json:"rule"`
	Clauses    []string  `json:"clauses,omitempty"`
	Outcome    string    `json:"outcome"`
	Force      string    `json:"force,omitempty"`
	Occurrence string    `json:"occurrence,omitempty"`
	Subject    string    `json:"subject,omitempty"`
	From       time.Time `json:"from,omitzero"`
	Until      time.Time `json:"until,omitzero"`
	Due        time.Time `json:"due,omitzero"`
	Measured   string    `json:"measured,omitempty"`
	Allowed    string    `json:"allowed,omitempty"`
	Missing    []string  `json:"missing,omitempty"`
	Readings   []string  `json:"readings,omitempty"`
	KnownSince time.Time `json:"known_since,omitzero"`
	Message    string    `json:"message"`
}
