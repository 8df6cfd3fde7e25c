package journal

import (
	"strconv"
	"strings"
)

// LineError says what is wrong with one line of a log. Its message names the line, the column, the field, what stands there and
// what was expected; it never holds free text.
type LineError struct {
	Line int // from 1; 0 where [Parse] was given a line by itself
	// Offset is the column in bytes, from 1, of what was not expected. Where the line could be read but the event is not
	// well-formed, it is the column of the value under the top-level key that Field begins with, or of the closing brace if the
	// key is missing.
	Offset int
	Field  string // as the log has it, such as "by.role"; empty for the line as a whole
	Value  string // what stands there, at most 40 bytes of it and an ellipsis; empty where it could be a piece of free text
	Want   string // what was expected
	Err    error  // a [*policy.RecordError] where the event is not well-formed, otherwise nil
}

// Error says it in one line: line 3, column 71: by.role: found "princpal", expected …
func (e *LineError) Error() string {
	b := make([]byte, 0, 160)
	if e.Line > 0 {
		b = append(b, "line "...)
		b = strconv.AppendInt(b, int64(e.Line), 10)
		b = append(b, ", "...)
	}
	b = append(b, "column "...)
	b = strconv.AppendInt(b, int64(e.Offset), 10)
	b = append(b, ": "...)
	if e.Field != "" {
		b = append(b, e.Field...)
		b = append(b, ": "...)
	}
	if e.Value != "" {
		b = append(b, "found "...)
		b = strconv.AppendQuote(b, e.Value)
		b = append(b, ", "...)
	}
	b = append(b, "expected "...)
	return string(append(b, e.Want...))
}

// Unwrap returns the [*policy.RecordError] of an event that is not well-formed, otherwise nil.
func (e *LineError) Unwrap() error { return e.Err }

// brief shortens a value from outside, which is ASCII.
func brief(s string) string {
	if len(s) > maxShown {
		return s[:maxShown] + "…"
	}
	return s
}

// word returns s, shortened, if it looks like a key, a word or a number, and nothing if it does not: where a text was not quoted
// as it should be, or went under the wrong key, what stands there may be a piece of it.
func word(s string) string { return only(s, "-_/.") }

// clock is like word for what looks like a date or a time, in whatever form.
func clock(s string) string {
	if s == "" || s[0] < '0' || s[0] > '9' || strings.Count(s, " ") > 1 {
		return ""
	}
	return only(s, "-/.,:+ ")
}

// only returns s, shortened, if it is of ASCII letters, digits and the marks given.
func only(s, marks string) string {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && strings.IndexByte(marks, s[i]) < 0 {
			return ""
		}
	}
	return brief(s)
}

// join returns the path of key in the object at path.
func join(path, key string) string {
	switch key = word(key); {
	case path == "":
		return key
	case key == "":
		return path
	}
	return path + "." + key
}
