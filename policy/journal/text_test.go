package journal_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// counter gives salts that are not random, so that a test is the same each time.
type counting struct{ n byte }

func counter(from byte) *counting { return &counting{from} }

func (c *counting) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = c.n
		c.n++
	}
	return len(p), nil
}

// told is an event with both of the texts that an event may have.
func told() policy.Event {
	return policy.Event{
		Incident: "i-1", ID: "e1", Activity: policy.Interrupt, At: sealStart, Reason: "Zz hit somebody",
		Glass: &policy.BreakGlass{By: policy.Person{ID: "s-1"}, Reason: "Zz was alone"},
	}
}

func keep(texts map[string]policy.Text) func(string) (policy.Text, bool) {
	return func(hash string) (policy.Text, bool) {
		text, ok := texts[hash]
		return text, ok
	}
}

func TestDetach(t *testing.T) {
	e := told()
	glass := e.Glass
	texts, err := journal.Detach(&e, counter(0))
	require.NoError(t, err)
	assert.Equal(t, "Zz was alone", string(glass.Reason), "what others hold is not written to")
	require.Len(t, texts, 2)
	for hash, salted := range texts {
		sum := sha256.Sum256([]byte(salted))
		assert.Equal(t, hash, hex.EncodeToString(sum[:]))
	}
	hash, ok := journal.Detached(e.Reason)
	require.True(t, ok)
	assert.Equal(t, "000102030405060708090a0b0c0d0e0fZz hit somebody", string(texts[hash]))
	hash, ok = journal.Detached(e.Glass.Reason)
	require.True(t, ok)
	assert.Equal(t, "101112131415161718191a1b1c1d1e1fZz was alone", string(texts[hash]), "each text has a salt of its own")
	require.NoError(t, e.Check())
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", texts, e, texts), "Zz")

	line, err := journal.Append(nil, &e)
	require.NoError(t, err)
	assert.NotContains(t, string(line), "Zz")
	assert.Equal(t, 2, strings.Count(string(line), `"reason":{"sha256":"`))
	got, err := journal.Parse(line)
	require.NoError(t, err)
	assert.Equal(t, e, got)

	again := e
	more, err := journal.Detach(&again, iotest.ErrReader(errors.New("not asked")))
	require.NoError(t, err)
	assert.Nil(t, more)
	assert.Equal(t, e, again, "what is detached stays so")

	shared, reference := got.Glass, got.Glass.Reason
	require.NoError(t, journal.Attach(&got, keep(texts)))
	assert.Equal(t, told(), got)
	assert.Equal(t, reference, shared.Reason, "nor when it is put back")
}

func TestDetachNothing(t *testing.T) {
	e := policy.Event{Incident: "i-1", ID: "e1", Activity: policy.Close, At: sealStart}
	was := e
	texts, err := journal.Detach(&e, nil)
	require.NoError(t, err)
	assert.Nil(t, texts)
	assert.Equal(t, was, e)
	require.NoError(t, journal.Attach(&e, nil))
	assert.Equal(t, was, e)
}

func TestDetachRefusesAndChangesNothing(t *testing.T) {
	boom := errors.New("boom")
	for _, c := range []struct {
		name   string
		change func(*policy.Event)
		random io.Reader
		want   string
	}{
		{"no salt", func(*policy.Event) {}, iotest.ErrReader(boom), "journal: reading a salt: boom"},
		{"half a salt", func(*policy.Event) {}, strings.NewReader("12345678"), "journal: reading a salt: unexpected EOF"},
		{"one salt for two", func(*policy.Event) {}, strings.NewReader("1234567812345678"), "journal: reading a salt: EOF"},
		{"not UTF-8", func(e *policy.Event) { e.Reason = "Zz\xff" }, counter(0), `event "e1": reason: expected valid UTF-8`},
		{"not UTF-8 in glass", func(e *policy.Event) { e.Glass.Reason = "Zz\xff" }, counter(0), `event "e1": glass.reason: expected valid UTF-8`},
		{"too long", func(e *policy.Event) { e.Reason = policy.Text(strings.Repeat("Z", policy.MaxText+1)) }, counter(0),
			`event "e1": reason: expected at most 16384 bytes`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := told()
			c.change(&e)
			was := e
			texts, err := journal.Detach(&e, c.random)
			require.EqualError(t, err, c.want)
			assert.Nil(t, texts)
			assert.Equal(t, was, e)
		})
	}
}

func TestADestroyedTextLeavesItsReference(t *testing.T) {
	e := told()
	texts, err := journal.Detach(&e, rand.Reader)
	require.NoError(t, err)
	hash, _ := journal.Detached(e.Glass.Reason)
	delete(texts, hash)
	require.NoError(t, journal.Attach(&e, keep(texts)))
	assert.Equal(t, told().Reason, e.Reason)
	left, ok := journal.Detached(e.Glass.Reason)
	assert.True(t, ok)
	assert.Equal(t, hash, left)
	require.NoError(t, e.Check())
}

func TestATextThatIsNotTheOneTakenOut(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"another text":                     func(s string) string { return s + "!" },
		"another salt":                     func(s string) string { return "ff" + s[2:] },
		"a salt in capitals":               func(s string) string { return strings.ToUpper(s[:32]) + s[32:] },
		"no salt":                          func(s string) string { return s[32:] },
		"nothing":                          func(string) string { return "" },
		"a salt and nothing":               func(s string) string { return s[:32] },
		"a byte from the text in the salt": func(s string) string { return s[:16] + s[17:33] + s[16:17] + s[33:] },
	} {
		t.Run(name, func(t *testing.T) {
			e := told()
			glass := e.Glass.Reason
			texts, err := journal.Detach(&e, counter(160))
			require.NoError(t, err)
			hash, _ := journal.Detached(e.Reason)
			reference := e.Reason
			texts[hash] = policy.Text(change(string(texts[hash])))
			err = journal.Attach(&e, keep(texts))
			var fault *journal.TextError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, journal.TextError{Incident: "i-1", Event: "e1", Field: "reason", Hash: hash}, *fault)
			require.EqualError(t, err, `event "e1": reason: what is held under `+hash+` is not the text that was taken out`)
			assert.Equal(t, reference, e.Reason)
			assert.Equal(t, glass, e.Glass.Reason, "the other one is put back")
		})
	}
}

// What somebody else's writer took out, and no event can hold, is not put back, though its hash is right.
func TestATextThatNoEventCanHold(t *testing.T) {
	for name, salted := range map[string]string{
		"too long":       zeros[:32] + strings.Repeat("x", policy.MaxText+1),
		"not UTF-8":      zeros[:32] + "\xff",
		"a reference":    zeros[:32] + "sha256:" + zeros,
		"nothing":        zeros[:32],
		"no salt":        "all of it is text, and none of it is salt",
		"less than salt": "x",
	} {
		sum := sha256.Sum256([]byte(salted))
		e := told()
		e.Reason = policy.Text("sha256:" + hex.EncodeToString(sum[:]))
		var fault *journal.TextError
		require.ErrorAs(t, journal.Attach(&e, func(string) (policy.Text, bool) { return policy.Text(salted), true }), &fault, name)
	}
}

func TestBothTextsAreSaid(t *testing.T) {
	e := told()
	_, err := journal.Detach(&e, counter(0))
	require.NoError(t, err)
	err = journal.Attach(&e, func(string) (policy.Text, bool) { return "Zz", true })
	require.Error(t, err)
	assert.Equal(t, 2, strings.Count(err.Error(), "is not the text that was taken out"))
	assert.Contains(t, err.Error(), "glass.reason")
	assert.NotContains(t, err.Error(), "Zz")
}

func TestDetached(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "x": false, "sha256:": false, "sha256:" + zeros: true, "sha256:" + zeros + "0": false, "SHA256:" + zeros: false,
		"sha256:" + zeros[1:] + "F": false, " sha256:" + zeros: false, zeros: false,
	} {
		hash, ok := journal.Detached(policy.Text(text))
		assert.Equal(t, want, ok, "%q", text)
		if ok {
			assert.Equal(t, zeros, hash)
		} else {
			assert.Empty(t, hash)
		}
	}
}

// The same text taken out twice is two references: nobody can tell from a log that two events say the same.
func TestEqualTextsHaveReferencesOfTheirOwn(t *testing.T) {
	a, b := told(), told()
	for _, e := range []*policy.Event{&a, &b} {
		_, err := journal.Detach(e, rand.Reader)
		require.NoError(t, err)
	}
	assert.NotEqual(t, a.Reason, b.Reason)
	assert.NotEqual(t, a.Glass.Reason, b.Glass.Reason)
}

func TestTextsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := events.Draw(t, "event")
		e := want
		texts, err := journal.Detach(&e, counter(rapid.Byte().Draw(t, "salt")))
		require.NoError(t, err)
		line, err := journal.Append(nil, &e)
		require.NoError(t, err)
		for _, salted := range texts {
			if text := string(salted)[32:]; len(text) > 20 {
				require.NotContains(t, string(line), text)
			}
		}
		got, err := journal.Parse(line)
		require.NoError(t, err)
		require.Equal(t, e, got)
		require.NoError(t, journal.Attach(&got, keep(texts)))
		require.Equal(t, want, got)
	})
}

// A destroyed text is nothing to the chain.
func TestTheChainDoesNotNeedTheTexts(t *testing.T) {
	s := &sealing{}
	e := told()
	texts, err := journal.Detach(&e, rand.Reader)
	require.NoError(t, err)
	s.add(t, &e)
	clear(texts)
	assert.True(t, whole(s.log, s.all()...))
	events, faults := read(bytes.NewReader(s.log))
	require.Empty(t, faults)
	require.NoError(t, journal.Attach(&events[0], keep(texts)))
	assert.Equal(t, e, events[0])
}

// A judgement never looks into a text: what stands beside the log, put back or destroyed, is nothing to it.
func TestDetachedTextsChangeNoJudgement(t *testing.T) {
	log := fortyLines(t)
	var told []policy.Event
	s := &sealing{}
	for e, err := range journal.Read(bytes.NewReader(log)) {
		require.NoError(t, err)
		if e.Activity == policy.Initiate {
			e.Glass = &policy.BreakGlass{By: policy.Person{ID: "s-1"}, Reason: "nobody else was near"}
		}
		e.Reason, e.Recorded = "a reason", e.At.Add(time.Minute)
		told = append(told, e)
		_, err = journal.Detach(&e, rand.Reader)
		require.NoError(t, err)
		s.add(t, &e)
	}
	bare, faults := read(bytes.NewReader(s.log))
	require.Empty(t, faults)
	assert.NotEqual(t, told, bare)

	machine, ok := interventions.Lifecycle(policy.Seclusion)
	require.True(t, ok)
	var judged [2][]policy.Finding
	for i, events := range [][]policy.Event{told, bare} {
		c, err := policy.Open(cbe3007.Profile(), machine, nil, "i-1")
		require.NoError(t, err)
		for _, e := range events {
			_, err := c.Add(e)
			require.NoError(t, err)
		}
		judged[i] = slices.Collect(c.Assess(sealStart.AddDate(0, 0, 30)).All())
	}
	require.NotEmpty(t, judged[0])
	assert.Equal(t, judged[0], judged[1])
}
