package signin

import "time"

// Tests sign in some hundred times, and under the race detector a hash at its real cost takes a second. That the product pays
// the real cost is tested by itself.
func init() { hashing.Memory, hashing.Iterations = 64, 1 }

// Patient is how long the portal waits for a provider.
func Patient(d time.Duration) { patient = d }
