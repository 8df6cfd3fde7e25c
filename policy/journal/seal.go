package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Head is the end of the chain of one incident: what the next line is sealed with, and what tells [Verify] that the log is there to
// its end. The host keeps it where whoever could change the log cannot change it. The zero value is that of an incident of which no
// line is written yet.
type Head struct {
	Incident string
	Lines    int       // in the chain, up to now
	Recorded time.Time // when the last line was entered, to the nanosecond; its at where it has no recorded
	Hash     string    // of the last line: 64 lower-case hexadecimal digits
}

// AppendSealed appends e to dst as [Append] does, as a sealed line, and moves head on to it. It allocates one string besides, the
// new hash. It refuses what Append refuses, and with a [*policy.RecordError] too an event of another incident than the head's, one
// that was entered before the last line was (its Recorded, or At where it has none), and a head that no line left so; dst and head
// are as they were then. Neither e nor head may be nil.
//
// The line and the head belong into one transaction of the host's store. A host whose clock was set back enters what it has by the
// time of the head.
func AppendSealed(dst []byte, e *policy.Event, head *Head) ([]byte, error) {
	if fault := head.refuses(e); fault != nil {
		return dst, fault
	}
	b, err := Append(dst, e)
	if err != nil {
		return dst, err
	}
	b = b[:len(b)-len("}\n")]
	if head.Lines > 0 {
		b = append(b, beforePrev...)
		b = append(b, head.Hash...)
		b = append(b, '"')
	}
	sum := sha256.Sum256(b[len(dst):])
	b = append(b, beforeHash...)
	b = hex.AppendEncode(b, sum[:])
	hash := string(b[len(b)-hashDigits:])
	*head = Head{Incident: e.Incident, Lines: head.Lines + 1, Recorded: entered(e), Hash: hash}
	return append(b, "\"}\n"...), nil
}

func (h *Head) refuses(e *policy.Event) *policy.RecordError {
	field, value, want := "", "", ""
	switch started := h.Lines != 0; {
	case h.Lines < 0 || started && (!isHash(h.Hash) || h.Incident == "") || !started && (h.Hash != "" || !h.Recorded.IsZero()):
		field, want = "prev", "a head as the line before left it"
	case h.Incident != "" && h.Incident != e.Incident:
		field, value, want = "incident", word(e.Incident), "the incident of the head"
	case started && entered(e).Before(h.Recorded):
		field, value = "recorded", entered(e).Format(time.RFC3339Nano)
		want = "not before " + h.Recorded.Format(time.RFC3339Nano) + ", when the line before was entered"
	default:
		return nil
	}
	return &policy.RecordError{Incident: e.Incident, Event: e.ID, Field: field, Value: value, Want: want}
}

// entered is when e was put on record, by the wall alone: a log has no monotonic clock.
func entered(e *policy.Event) time.Time {
	if e.Recorded.IsZero() {
		return e.At.Round(0)
	}
	return e.Recorded.Round(0)
}

func isHash(s string) bool {
	if len(s) != hashDigits {
		return false
	}
	return isHex(s)
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// digest returns the bytes of a hash, and zeros for what is none.
func digest(s string) (sum [sha256.Size]byte) {
	if isHash(s) {
		_, _ = hex.Decode(sum[:], []byte(s)) // it is one
	}
	return sum
}
