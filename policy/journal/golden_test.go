package journal_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// The logs in testdata/v1 stand for all that were ever written in the first form. They are never made anew, nor are the events
// below: whoever changes the package so that one of these tests fails cannot read the logs of schools any more, and has to change
// the package back. A later form gets a folder of its own beside this one.
const v1 = "testdata/v1/"

// What the files were on the day on which they were written.
var v1Files = map[string]string{
	"unsealed.ndjson":      "61716e9634414ad56d1f2b28f7d4bd58e26e8ff11d3c9b840d1c9000d265f006",
	"sealed.ndjson":        "d1c9e81e798a3f8cde41b66cf809de6a57e130c726e47eecab20df0b5f9a4557",
	"heads.json":           "8b3afe5f8c2e63100a88beeaefa385ae5d9b4aa8b61d0fd10a01bb0b3629fa92",
	"texts/" + v1GlassText: v1GlassText,
	"texts/" + v1AlarmText: v1AlarmText,
}

// The texts that stood beside the sealed log, by their hashes. The last one was destroyed.
const (
	v1GlassText = "008021332c76f6124709b0b8b36338fa933eec61158b5ac0524fb595c8f6ba20"
	v1AlarmText = "0bd042faf1d9c233df5aab30ea4936dcbf137a7b4996c7a8d5364f6f1d59a29f"
	v1WatchText = "b0caf2bdd9427964b7b848f5d30572e12841123fea5ccd4da11d5d56029b36ac"
)

func v1At(day, hour, minute, second int) time.Time {
	return time.Date(2025, 10, day, hour, minute, second, 0, time.FixedZone("", -6*3600))
}

var (
	v1Teacher   = policy.Person{ID: "s-1", Role: policy.Teacher}
	v1Assistant = policy.Person{ID: "s-2", Role: policy.EducationAssistant}
)

// v1Unsealed has every key of a line.
func v1Unsealed() []policy.Event {
	return []policy.Event{
		{Incident: "i-0", ID: "e1", Activity: policy.Earlier, At: v1At(1, 13, 10, 0), Recorded: v1At(6, 9, 58, 0), Student: "st-1",
			Other: &policy.Part{Incident: "i-77", Kind: policy.Restraint, Classroom: "c-4"}},
		{Incident: "i-1", ID: "e1", Activity: policy.Attest, At: v1At(6, 9, 59, 0), By: []policy.Person{{ID: "s-9", Role: policy.Principal}},
			Standing: []policy.Credential{
				{Fact: policy.DesignatedRoom, Subject: "r-1", Answer: policy.Yes, From: v1At(1, 0, 0, 0), Until: v1At(31, 0, 0, 0), Issuer: "d-1"},
				{Fact: policy.PlanLimit, Answer: policy.Yes, Amount: 20 * time.Minute},
				{Fact: policy.TrainedTCI, Subject: "s-1", Answer: policy.No, From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.FixedZone("", -7*3600))},
			}},
		{Incident: "i-1", ID: "e2", Activity: policy.Initiate, At: v1At(6, 10, 2, 0), Recorded: v1At(6, 10, 2, 31).Add(250 * time.Millisecond),
			Sequence: 1, Kind: policy.Seclusion, By: []policy.Person{v1Teacher, v1Assistant},
			Facts:   []policy.Stated{{Fact: policy.DangerToSelf, Answer: policy.Yes}, {Fact: policy.DangerToOthers}, {Fact: policy.DoorShut, Answer: policy.Yes}},
			Student: "st-ñ-1", Place: "r-1", Profile: "cbe-ar-3007@0123456789abcdef", Other: &policy.Part{Incident: "i-0", Kind: policy.Restraint},
			Glass: &policy.BreakGlass{By: v1Teacher, Reason: "The room next door was locked.\nNobody had the \"other\" key \\ card."}},
		{Incident: "i-1", ID: "e3", Activity: policy.Monitor, At: v1At(6, 10, 3, 40).Add(1), Sequence: 2147483647, By: []policy.Person{v1Assistant},
			Facts: []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.Yes}, {Fact: "ourboard/calm", Answer: policy.No}}},
		{Incident: "i-1", ID: "e4", Activity: "ourboard/nurse-called", At: v1At(6, 10, 7, 10), To: []policy.Person{{ID: "n-1", Role: "ourboard/nurse"}, {ID: "n-2"}}},
		{Incident: "i-1", ID: "e5", Activity: policy.Convert, At: v1At(6, 10, 9, 0), Other: &policy.Part{Kind: "ourboard/quiet-room"}},
		{Incident: "i-1", ID: "e6", Activity: policy.Release, At: time.Date(2025, 10, 6, 16, 12, 0, 0, time.UTC), By: []policy.Person{v1Teacher},
			Facts: []policy.Stated{{Fact: policy.DoorOpened, Answer: policy.Yes}, {Fact: policy.DoorShut, Answer: policy.No}}},
		{Incident: "i-1", ID: "e7", Activity: policy.Interrupt, At: v1At(6, 10, 13, 0), Reason: "Fire alarm – évacuation 🔥, see \x01\u2028 in the log"},
		{Incident: "i-1", ID: "e8", Activity: policy.Contact, At: v1At(6, 11, 30, 0), Recorded: v1At(7, 8, 15, 0), By: []policy.Person{v1Teacher},
			To: []policy.Person{{ID: "p-1", Role: policy.Parent}}, Facts: []policy.Stated{{Fact: policy.Reached, Answer: policy.Yes}}},
		{Incident: "i-1", ID: "e9", Activity: policy.Correct, At: v1At(7, 8, 20, 0), By: []policy.Person{v1Teacher}, Reason: "The clock on the wall was slow.",
			Amends: &policy.Amendment{Event: "e3", At: time.Date(2025, 10, 6, 13, 33, 10, 0, time.FixedZone("", -150*60)), By: []policy.Person{},
				Facts: []policy.Stated{{Fact: policy.FaceToFace}}, To: []policy.Person{{ID: "s-5"}}}},
		{Incident: "i-1", ID: "e10", Activity: policy.Correct, At: v1At(7, 8, 21, 0), Amends: &policy.Amendment{Event: "e5", Withdrawn: true}},
		{Incident: "i-1", ID: "e11", Activity: policy.Close, At: v1At(7, 9, 0, 0)},
	}
}

// v1Sealed are three incidents, entered in turns, with late entries, corrections and texts that stand beside the log.
func v1Sealed() []policy.Event {
	return []policy.Event{
		{Incident: "i-1", ID: "e1", Activity: policy.Initiate, At: v1At(6, 10, 2, 0), Recorded: v1At(6, 10, 2, 20), Kind: policy.Seclusion,
			By: []policy.Person{v1Teacher, v1Assistant}, Facts: []policy.Stated{{Fact: policy.DangerToOthers, Answer: policy.Yes}},
			Student: "st-1", Place: "r-1", Profile: "cbe-ar-3007@0123456789abcdef",
			Glass: &policy.BreakGlass{By: v1Teacher, Reason: "sha256:" + v1GlassText}},
		{Incident: "i-2", ID: "e1", Activity: policy.Initiate, At: v1At(6, 10, 1, 0), Recorded: v1At(6, 10, 3, 0), Kind: policy.Restraint,
			By: []policy.Person{{ID: "s-3", Role: policy.Teacher}}, Student: "st-2"},
		{Incident: "i-1", ID: "e2", Activity: policy.Monitor, At: v1At(6, 10, 3, 40), By: []policy.Person{v1Assistant},
			Facts: []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.Yes}}},
		{Incident: "i-1", ID: "e3", Activity: policy.Interrupt, At: v1At(6, 10, 5, 0), Reason: "sha256:" + v1AlarmText},
		{Incident: "i-2", ID: "e2", Activity: policy.Release, At: v1At(6, 10, 4, 0), Recorded: v1At(6, 10, 30, 0)},
		{Incident: "i-3", ID: "e1", Activity: policy.Attest, At: time.Date(2025, 10, 6, 17, 0, 0, 0, time.UTC),
			Standing: []policy.Credential{{Fact: policy.WrittenConsent, Answer: policy.No}}},
		{Incident: "i-1", ID: "e4", Activity: policy.Contact, At: v1At(6, 11, 30, 0), Recorded: v1At(7, 8, 15, 0).Add(123456789), By: []policy.Person{v1Teacher},
			To: []policy.Person{{ID: "p-1", Role: policy.Parent}}, Facts: []policy.Stated{{Fact: policy.Reached, Answer: policy.Yes}}},
		{Incident: "i-2", ID: "e3", Activity: policy.Correct, At: v1At(7, 8, 16, 0), Reason: "sha256:" + v1WatchText,
			Amends: &policy.Amendment{Event: "e2", At: v1At(6, 10, 3, 30)}},
		{Incident: "i-1", ID: "e5", Activity: policy.Correct, At: v1At(7, 8, 20, 0), By: []policy.Person{v1Teacher}, Reason: "The clock on the wall was slow.",
			Amends: &policy.Amendment{Event: "e2", At: v1At(6, 10, 3, 10), By: []policy.Person{}}},
	}
}

func v1File(tb testing.TB, name string) []byte {
	data, err := os.ReadFile(v1 + name)
	require.NoError(tb, err)
	return data
}

func v1Heads(tb testing.TB) (heads []journal.Head) {
	require.NoError(tb, json.Unmarshal(v1File(tb, "heads.json"), &heads))
	return heads
}

// v1Held is the store of the texts: a file for each, under its hash.
func v1Held(hash string) (policy.Text, bool) {
	data, err := os.ReadFile(v1 + "texts/" + hash)
	return policy.Text(data), err == nil
}

func TestV1FilesAreAsTheyWereWritten(t *testing.T) {
	for name, want := range v1Files {
		sum := sha256.Sum256(v1File(t, name))
		assert.Equal(t, want, hex.EncodeToString(sum[:]), "%s was changed: put it back", name)
	}
}

func TestV1UnsealedIsReadAndWrittenAsEver(t *testing.T) {
	log := v1File(t, "unsealed.ndjson")
	events, faults := read(bytes.NewReader(log))
	require.Empty(t, faults)
	assert.Equal(t, v1Unsealed(), events)
	assert.Equal(t, string(log), string(write(t, events)))
	chains, faults := verify(log)
	require.Empty(t, faults)
	assert.Equal(t, "i-0 1 unsealed; i-1 11 unsealed", states(chains))
}

func TestV1SealedIsReadVerifiedAndWrittenAsEver(t *testing.T) {
	log, heads := v1File(t, "sealed.ndjson"), v1Heads(t)
	events, faults := read(bytes.NewReader(log))
	require.Empty(t, faults)
	assert.Equal(t, v1Sealed(), events)

	chains, faults := verify(log, heads...)
	require.Empty(t, faults)
	assert.Equal(t, "i-1 5 sealed and attested; i-2 3 sealed and attested; i-3 1 sealed and attested", states(chains))

	s := &sealing{}
	for i := range events {
		s.add(t, &events[i])
	}
	assert.Equal(t, string(log), string(s.log))
	for i, head := range s.all() {
		assert.True(t, heads[i].Recorded.Equal(head.Recorded))
		head.Recorded = heads[i].Recorded
		assert.Equal(t, heads[i], head)
		chains[i].Head.Recorded = heads[i].Recorded
		assert.Equal(t, heads[i], chains[i].Head)
	}
}

func TestV1TextsArePutBackAsEver(t *testing.T) {
	want := v1Sealed()
	want[0].Glass.Reason = "The other adult was called away, and nobody else was near."
	want[3].Reason = "Fire alarm – évacuation 🔥"
	events, faults := read(bytes.NewReader(v1File(t, "sealed.ndjson")))
	require.Empty(t, faults)
	for i := range events {
		require.NoError(t, journal.Attach(&events[i], v1Held))
	}
	assert.Equal(t, want, events, "the watch is a text that was destroyed")
}

// Otherwise a key could be written and read in a way of its own, and no released log would hold it to that.
func TestV1HasEveryKey(t *testing.T) {
	logs := string(v1File(t, "unsealed.ndjson")) + string(v1File(t, "sealed.ndjson"))
	for _, key := range []string{
		"incident", "id", "activity", "at", "recorded", "sequence", "kind", "by", "to", "facts", "standing", "student", "place", "profile", "other",
		"amends", "glass", "reason", "role", "fact", "subject", "answer", "from", "until", "issuer", "amount", "classroom", "event", "withdrawn",
		"sha256", "prev", "hash",
	} {
		assert.Contains(t, logs, `"`+key+`":`)
	}
}
