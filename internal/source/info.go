package source

import "time"

// Info is the provenance of one source that was read.
type Info struct {
	Name        string            `json:"file"`    // base name as it was given; "-" for standard input
	Format      string            `json:"format"`  // name of the Format
	Kind        Kind              `json:"kind"`    //
	SHA256      string            `json:"sha256"`  // of the bytes as given, before decompression, hex
	Size        int64             `json:"size"`    // bytes as given
	Packing     string            `json:"packing"` // "", "gzip", "zstd", "bzip2"
	Unpacked    int64             `json:"unpacked"`
	Read        int64             `json:"read"` // rows: kept + duplicates + rejects
	Kept        int64             `json:"kept"`
	Duplicates  int64             `json:"duplicates"`
	Rejects     int64             `json:"rejects"`
	Warnings    int64             `json:"warnings"`
	Start       time.Time         `json:"start"` // earliest and latest record kept; zero if none
	End         time.Time         `json:"end"`
	Zone        string            `json:"zone"`               // zone used for times that state none; "" if none was needed
	ZoneFrom    string            `json:"zone_from"`          // "format", "flag", "case" or ""
	NativeID    bool              `json:"native_id"`          // records are known by their publisher's id
	OpenEnd     bool              `json:"open_end,omitempty"` // the last line has no end: perhaps it was cut
	Site        string            `json:"site,omitempty"`
	SiteFrom    string            `json:"site_from,omitempty"`   // "flag", "name": what said so, where lines did not
	Map         map[string]string `json:"map,omitempty"`         // columns as the user mapped them
	Layout      string            `json:"layout,omitempty"`      // log_format as the user gave it
	Reliability string            `json:"reliability,omitempty"` // Admiralty scale, "B2", as the user said
	// Formats counts the records by format, where the lines of the source were
	// in more than one.
	Formats map[string]int64 `json:"formats,omitempty"`
	// Problems counts rejects and warnings by the key of their problem.
	Problems map[string]int64 `json:"problems,omitempty"`
	// Overlaps are the runs of rows that another source holds as well.
	Overlaps []Overlap `json:"overlaps,omitempty"`
}

// Overlap is a run of rows of one source that stand in the same order in
// another that was read before: the same record of the same events, not a
// repetition of them.
type Overlap struct {
	First  int64  `json:"first"` // first and last row here
	Last   int64  `json:"last"`
	Source string `json:"source"` // SHA-256 of the other source
	At     int64  `json:"at"`     // row there that the first row here equals
}
