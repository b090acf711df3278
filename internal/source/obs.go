package source

// Obs is one observation with what the store knows of it.
type Obs[R any] struct {
	Record  R
	Source  int    // index into the list of sources it was read from
	Version int    // 0 for the first content seen under a native id, then 1, 2, …
	Digest  Digest // of the record's raw bytes
}
