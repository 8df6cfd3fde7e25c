package journal

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// State says what the seal of an incident is worth. The zero value is Broken.
type State uint8

// What the seal of an incident is worth, from the least to the most.
const (
	Broken   State = iota // something is wrong: each fault is a [*SealError]
	Unsealed              // no line has a hash, so nothing is known
	Sealed                // every line is as it was sealed and follows the one before; whether the last is the last is not attested
	Attested              // as Sealed, and it ends as the head says
)

// String returns the state in words.
func (s State) String() string {
	switch s {
	case Unsealed:
		return "unsealed"
	case Sealed:
		return "sealed, its end not attested"
	case Attested:
		return "sealed and attested"
	}
	return "broken"
}

// Chain is what [Verify] found of one incident.
type Chain struct {
	Incident string
	State    State
	Lines    int  // that could be read, sealed or not
	Head     Head // with which [AppendSealed] goes on; zero unless the state is Sealed or Attested
}

// Break is what is wrong with the seal of an incident.
type Break string

// What can be wrong with the seal of an incident.
const (
	Altered   Break = "altered"   // a line is not what its hash was made of
	Misplaced Break = "misplaced" // a line does not follow the one before it: one is missing, was put in, or was moved
	Repeated  Break = "repeated"  // a line is the one before it once more
	Backdated Break = "backdated" // a line was recorded earlier than the one before it
	Mixed     Break = "mixed"     // a line without a hash follows one with a hash, or the other way round
	Ended     Break = "ended"     // the line that the head speaks of is not there: the end was cut off, or rewritten
	Continued Break = "continued" // lines follow the one that the head speaks of
	Missing   Break = "missing"   // the head speaks of an incident of which there is no line
)

// SealError is one thing that is wrong with the seal of an incident.
type SealError struct {
	Line     int // from 1; of Ended and Continued the last of the incident, of Missing 0
	Incident string
	Break    Break
	Before   int // of faults of a line: the line of its incident before it, 0 where there is none
}

// Error names the line, the incident and what is wrong.
func (e *SealError) Error() string {
	b := make([]byte, 0, 160)
	if e.Line > 0 {
		b = append(b, "line "...)
		b = strconv.AppendInt(b, int64(e.Line), 10)
		b = append(b, ", "...)
	}
	b = append(b, "incident "...)
	b = strconv.AppendQuote(b, e.Incident)
	b = append(b, ": "...)
	b = append(b, e.Break...)
	before := "line " + strconv.Itoa(e.Before)
	switch e.Break {
	case Altered:
		b = append(b, ": it is not what its hash was made of"...)
	case Misplaced:
		if e.Before == 0 {
			b = append(b, ": it is not the first of its incident, and what came before is missing"...)
			break
		}
		b = append(b, ": it does not follow "+before+": a line is missing between them, or one of them was put in or moved"...)
	case Repeated:
		b = append(b, ": it is "+before+" once more"...)
	case Backdated:
		b = append(b, ": it was recorded earlier than "+before...)
	case Mixed:
		b = append(b, ": of it and "+before+" only one has a hash"...)
	case Ended:
		b = append(b, ": the last line that the head speaks of is not there"...)
	case Continued:
		b = append(b, ": lines follow the last one that the head speaks of"...)
	case Missing:
		b = append(b, ": the head speaks of it, and there is no line"...)
	}
	return string(b)
}

// Verify reads a log to its end and says of each incident whether its lines are as they were sealed. Lines of several incidents may
// stand in any order among each other; each incident is a chain by itself.
//
// What is wrong comes first, as it is met: a [*LineError] for a line that cannot be read, as with [Read], which belongs to no
// incident; a [*SealError] for each fault of a seal. At the end of the log comes one [Chain] without an error for each incident, in
// the order in which they begin, behind the faults of its end; and then one for each head of an incident that the log does not have.
// If r fails, its error is the last that comes, wrapped, and no Chain does: of a log that was not read to its end nothing is said. A
// log is as it was written where nothing is wrong and every Chain is Attested.
//
// Only a head shows that nothing is missing at the end of an incident, nor rewritten from some line on to the end. Of a head the
// Hash counts; one with an Incident and no Hash says that no line was written, one without an Incident says nothing. There may be
// several for one incident, older ones too: each must be met, one of them by the last line.
//
// It holds one line at a time and some words for each incident and head. The sequence is single-use: a break ends it.
func Verify(r io.Reader, heads ...Head) iter.Seq2[Chain, error] {
	v := &verifier{reader: reader{in: bufio.NewReader(r)}, chains: make(map[string]*chain)}
	for _, h := range heads {
		if h.Incident == "" {
			continue
		}
		c := v.chain(h.Incident)
		if len(c.heads) == 0 {
			v.expected = append(v.expected, c)
		}
		c.heads = append(c.heads, expectation{last: digest(h.Hash), none: h.Hash == ""})
	}
	return v.all
}

type verifier struct {
	reader
	over     bool
	chains   map[string]*chain
	begun    []*chain // in the order of the log
	expected []*chain // in the order of the heads
}

type sum = [sha256.Size]byte

// chain is what is kept of an incident. Sums are not texts, which would hold the lines that they are pieces of.
type chain struct {
	incident string
	heads    []expectation
	lines    int  // that could be read
	sealed   int  // of them with a hash, those that are repeated left out
	last     int  // the number of the last line
	bare     bool // the last line has no hash
	broken   bool
	tip      sum // the hash that the next line follows
	entered  time.Time
	// After a fault the next line may follow this one instead: it would be the same fault once more.
	other  sum
	forked bool
}

// expectation is what a head says.
type expectation struct {
	last sum
	none bool // no line was written
	met  int  // at which sealed line; 0 is at none
}

func (v *verifier) chain(incident string) *chain {
	c := v.chains[incident]
	if c == nil {
		c = &chain{incident: strings.Clone(incident)}
		v.chains[c.incident] = c
	}
	return c
}

func (v *verifier) all(yield func(Chain, error) bool) {
	if v.over {
		return
	}
	v.over = true
	var p parser
	for {
		var e policy.Event
		more, err := v.event(&p, &e)
		if !more {
			break
		}
		if err != nil {
			if _, goesOn := errors.AsType[*LineError](err); !yield(Chain{}, err) || !goesOn {
				return
			}
			continue
		}
		c := v.chain(e.Incident)
		if c.lines++; c.lines == 1 {
			v.begun = append(v.begun, c)
		}
		for _, b := range c.line(&e, p.prev, p.hash, v.raw) {
			if b != "" && !yield(Chain{}, c.fault(b, v.number)) {
				return
			}
		}
		c.last = v.number
	}
	for _, c := range v.begun {
		if !c.end(yield) {
			return
		}
	}
	for _, c := range v.expected {
		if c.lines == 0 && !c.end(yield) {
			return
		}
	}
}

func (c *chain) fault(b Break, line int) *SealError {
	c.broken = true
	return &SealError{Line: line, Incident: c.incident, Break: b, Before: c.last}
}

// line takes up the next line of an incident, and returns what is wrong with it.
func (c *chain) line(e *policy.Event, prev, hash string, raw []byte) (faults [2]Break) {
	bare := hash == ""
	if c.lines > 1 && bare != c.bare {
		faults[0] = Mixed
	}
	c.bare = bare
	if bare {
		return faults
	}
	raw = bytes.TrimSuffix(raw, []byte("\r"))
	own, stated, before := sha256.Sum256(raw[:len(raw)-hashSize]), digest(hash), digest(prev)
	straight := (prev != "") == (c.sealed > 0) && before == c.tip
	follows := straight || c.forked && before == c.other
	switch {
	case own != stated:
		faults[1] = Altered
		if follows { // the next may have been written after what this was, or after what it is
			c.tip, c.other, c.forked = stated, own, true
		} else {
			c.other, c.forked = stated, true
		}
	case c.sealed > 0 && stated == c.tip:
		faults[1] = Repeated
		return faults
	case !follows: // it may have been put in
		faults[1] = Misplaced
		c.tip, c.other, c.forked = stated, c.tip, c.sealed > 0
	default:
		if straight && c.sealed > 0 && entered(e).Before(c.entered) {
			faults[1] = Backdated
		}
		c.tip, c.forked = stated, false
	}
	if own == stated {
		c.entered = entered(e)
	}
	c.sealed++
	for i := range c.heads {
		if h := &c.heads[i]; h.last == stated || h.last == own {
			h.met = c.sealed
		}
	}
	return faults
}

// end yields what is wrong with the end of an incident, and what it comes to.
func (c *chain) end(yield func(Chain, error) bool) bool {
	attested, lost := false, false
	for _, h := range c.heads {
		attested = attested || h.met == c.sealed && (h.met > 0 || c.lines == 0)
		lost = lost || h.met == 0 && !h.none
	}
	var b Break
	switch {
	case lost && c.lines == 0:
		b = Missing
	case lost:
		b = Ended
	case len(c.heads) > 0 && !attested:
		b = Continued
	}
	if b != "" {
		fault := c.fault(b, c.last)
		fault.Before = 0
		if !yield(Chain{}, fault) {
			return false
		}
	}
	found := Chain{Incident: c.incident, Lines: c.lines}
	switch {
	case c.broken:
		return yield(found, nil)
	case c.lines > 0 && c.sealed == 0:
		found.State = Unsealed
		return yield(found, nil)
	case attested:
		found.State = Attested
	default:
		found.State = Sealed
	}
	found.Head = Head{Incident: c.incident, Lines: c.sealed, Recorded: c.entered}
	if c.sealed > 0 {
		found.Head.Hash = hex.EncodeToString(c.tip[:])
	}
	return yield(found, nil)
}
