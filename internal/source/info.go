package source

import "time"

// Info is the provenance of one source that was read.
type Info struct {
	Name        string    `json:"file"`    // base name as it was given; "-" for standard input
	Format      string    `json:"format"`  // name of the Format
	Kind        Kind      `json:"kind"`    //
	SHA256      string    `json:"sha256"`  // of the bytes as given, before decompression, hex
	Size        int64     `json:"size"`    // bytes as given
	Packing     string    `json:"packing"` // "", "gzip", "zstd", "bzip2"
	Unpacked    int64     `json:"unpacked"`
	Read        int64     `json:"read"` // rows: kept + duplicates + rejects
	Kept        int64     `json:"kept"`
	Duplicates  int64     `json:"duplicates"`
	Rejects     int64     `json:"rejects"`
	Warnings    int64     `json:"warnings"`
	Start       time.Time `json:"start"` // earliest and latest record kept; zero if none
	End         time.Time `json:"end"`
	Zone        string    `json:"zone"`      // zone used for times that state none; "" if none was needed
	ZoneFrom    string    `json:"zone_from"` // "format", "flag", "case" or ""
	Site        string    `json:"site,omitempty"`
	Reliability string    `json:"reliability,omitempty"` // Admiralty scale, "B2", as the user said
}
