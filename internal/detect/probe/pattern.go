package probe

// place is a part of a request, as a bit.
type place uint8

const (
	inPath place = 1 << iota
	inQuery
	inAgent
	inReferer
	inURL     = inPath | inQuery
	inHeaders = inAgent | inReferer
)

// strength says what a pattern is worth alone.
type strength uint8

const (
	strong strength = iota // enough by itself
	absent                 // enough where the answer is an error; the page can be the site's own otherwise
	weak                   // enough with others of its address
)

// limits say where in a text a pattern must stand.
type limits uint16

const (
	atStart limits = 1 << iota
	atEnd
	segmentEnd // the end, or '/', '?', ';', '#' follows
	wordStart  // no letter or digit before
	wordEnd    // no letter or digit after
	paramStart // the start of the text, '&', ';' or '?' before
	doubled    // twice or with an encoded dot; once is weak
	named      // a letter follows that begins no well-known or page name
	script     // the extension of a program of the server follows, and the end
)

// pattern is a text that shows what a request is after. Texts are in lower
// case, in the plain form that the normaliser makes.
type pattern struct {
	text     string
	family   Family
	where    place
	strength strength
	limits   limits
	also     string // must stand behind it, if not ""
	cve      string // "CVE-2017-9841"
}

// list makes patterns that differ only in their text.
func list(f Family, where place, s strength, l limits, texts ...string) []pattern {
	out := make([]pattern, len(texts))
	for i, t := range texts {
		out[i] = pattern{text: t, family: f, where: where, strength: s, limits: l}
	}
	return out
}
