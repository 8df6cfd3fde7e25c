package ban2019_test

import (
	"flag"
	"testing"

	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/seclusion"
)

var update = flag.Bool("update", false, "write what is found into the scenarios of testdata/rules")

func TestScenarios(t *testing.T) {
	policytest.Files(t, ban2019.Profile(), "testdata/rules", *update)
}

func TestVerify(t *testing.T) { policytest.Verify(t, ban2019.Profile(), seclusion.Lifecycle()) }
