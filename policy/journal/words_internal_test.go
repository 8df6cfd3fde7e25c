package journal

import (
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"

	"github.com/leastrestrictive/interventions/policy"
)

// A word that was missing from a switch would make every event that has it hold its line.
func TestKnownWordsHoldNoLine(t *testing.T) {
	held := func(word, result string) bool { return unsafe.StringData(word) == unsafe.StringData(result) }
	check := func(word, result string) {
		t.Helper()
		assert.Equal(t, word, result)
		assert.False(t, held(word, result), word)
	}
	for _, a := range policy.Activities() {
		w := strings.Clone(string(a))
		check(w, string(activity(w)))
	}
	for _, f := range policy.Facts() {
		w := strings.Clone(string(f.Name))
		check(w, string(fact(w)))
	}
	for _, k := range []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut} {
		w := strings.Clone(string(k))
		check(w, string(kind(w)))
	}
	for _, r := range []policy.Role{
		policy.Principal, policy.AssistantPrincipal, policy.Teacher, policy.EducationAssistant, policy.Counsellor, policy.Psychologist,
		policy.SchoolStaff, policy.Parent, policy.Student, policy.Director, policy.AssistantSuperintendent, policy.EmergencyServices,
	} {
		w := strings.Clone(string(r))
		check(w, string(role(w)))
	}
	w := strings.Clone("ourboard/word")
	assert.True(t, held(w, string(fact(w))))
	assert.True(t, held(w, string(activity(w))))
	assert.True(t, held(w, string(kind(w))))
	assert.True(t, held(w, string(role(w))))
}
