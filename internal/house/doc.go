// Package house holds the rules of the house as tests: which package may import which and why, what the library never does, what
// the surface of the module is. It has no code of its own. A rule that fails names the file and the line; the lists in here are
// statements of policy and are not changed to make a build pass.
package house
