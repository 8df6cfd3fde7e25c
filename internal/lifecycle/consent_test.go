package lifecycle_test

import (
	"context"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/assert"

	"github.com/leastrestrictive/interventions/consent"
	"github.com/leastrestrictive/interventions/policy"
)

// The whole table of a consent, written down once more and walked beside looplab: from each state each word leads where looplab says,
// stays where it is said to stay, and has no transition elsewhere.
func TestEveryTransitionOfAConsent(t *testing.T) {
	l := consent.Lifecycle()
	names := []string{"not requested", "requested", "informed", "given", "refused", "withdrawn", "expired", "superseded"}
	assert.Equal(t, names, l.States())
	bare := fsm.NewFSM(names[0], fsm.Events{
		{Name: "consent/ask", Src: names[0:1], Dst: "requested"},
		{Name: "consent/inform", Src: names[0:2], Dst: "informed"},
		{Name: "consent/give", Src: []string{"not requested", "requested", "informed", "refused", "withdrawn", "expired"}, Dst: "given"},
		{Name: "consent/refuse", Src: []string{"not requested", "requested", "informed", "given", "expired", "superseded"}, Dst: "refused"},
		{Name: "consent/withdraw", Src: []string{"not requested", "requested", "informed", "given", "expired", "superseded"}, Dst: "withdrawn"},
		{Name: "consent/supersede", Src: names[1:7], Dst: "superseded"},
		{Name: "consent/expire", Src: []string{"given"}, Dst: "expired"},
	}, nil)
	stays := map[policy.Activity]string{ // a letter for each state in which it stays
		consent.Ask: " rigfwx ", consent.Inform: "  igfwx ", consent.Involve: "nrigfwxs", consent.Give: "   g    ", consent.Refuse: "    fw  ",
		consent.Withdraw: "    fw  ", consent.Supersede: "       s", consent.Correct: "nrigfwxs", consent.Expire: "        ",
	}
	walked := 0
	for from, name := range names {
		for a, in := range stays {
			bare.SetState(name)
			want, legal := name, in[from] != ' '
			if bare.Can(string(a)) {
				assert.NoError(t, bare.Event(context.Background(), string(a)))
				assert.False(t, legal, "%s from %s both stays and moves", a, name)
				want, legal = bare.Current(), true
			}
			next, ok := l.Next(uint8(from), a)
			assert.Equal(t, legal, ok, "%s from %s", a, name)
			assert.Equal(t, want, names[next], "%s from %s", a, name)
			walked++
		}
		for _, a := range append(policy.Activities(), "", "consent/", "consent/forget", "ourboard/nurse-called") {
			_, ok := l.Next(uint8(from), a)
			assert.False(t, ok, "%s from %s", a, name)
		}
	}
	assert.Equal(t, 72, walked)
}
