package lifecycle

// The baseline, for the benchmarks that compare it with a whole typed machine, which imports this package.
var (
	BareRows   = bareRows
	NewBareOf  = newBareOf
	BareEvent  = bareEvent
	BareScript = bareScript
	BytesPer   = bytesPer
)
