package claim

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/words"
)

// Bounds of what is read.
const (
	maxBytes = 256 << 20 // of a file
	maxText  = 2000      // bytes of a claim
	maxField = 300       // bytes of any other field
	maxDepth = 32        // of nested JSON
)

// What a file can be refused for.
var (
	ErrTooLarge = errors.New("the file of claims is larger than 256 MiB")
	ErrNoClaims = errors.New("the file holds no claim: neither a ClaimReview nor a column claimReviewed")
)

// Read reads a file of claims. Entries that are none are Rejects; a file
// without any claim is refused.
func Read(r io.Reader) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading claims: %w", err)
	}
	if len(data) > maxBytes {
		return nil, ErrTooLarge
	}
	f := &File{SHA256: fmt.Sprintf("%x", sha256.Sum256(data))}
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	switch {
	case len(data) == 0:
	case data[0] != '{' && data[0] != '[':
		f.readCSV(data)
	case json.Valid(data):
		f.readJSON(data)
	default:
		f.readLines(data)
	}
	if len(f.Claims) == 0 {
		return nil, ErrNoClaims
	}
	return f, nil
}

// readLines reads JSON Lines: each line is a value.
func (f *File) readLines(data []byte) {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if !json.Valid(line) {
			f.Rejects = append(f.Rejects, Reject{n, BadJSON})
			continue
		}
		w := walk{file: f, place: n, fixed: true}
		w.value(line, 0)
	}
}

func (f *File) readJSON(data []byte) {
	w := walk{file: f}
	w.value(data, 0)
}

// walk goes through a JSON value and takes the reviews out of it, however deep
// a feed has put them.
type walk struct {
	file  *File
	place int
	fixed bool // the place is given; else reviews are counted
}

func (w *walk) value(raw json.RawMessage, depth int) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || depth > maxDepth {
		return
	}
	switch raw[0] {
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) == nil {
			for _, v := range list {
				w.value(v, depth+1)
			}
		}
	case '{':
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) == nil {
			w.object(object, depth)
		}
	}
}

// containers are the keys under which feeds and graphs hold reviews.
var containers = [...]string{"@graph", "dataFeedElement", "item", "itemListElement", "claims", "claimReview", "mainEntity"}

func (w *walk) object(o map[string]json.RawMessage, depth int) {
	if _, is := o["claimReviewed"]; is || isReview(o["@type"]) {
		w.review(o)
		return
	}
	for _, k := range containers {
		w.value(o[k], depth+1)
	}
}

func isReview(raw json.RawMessage) bool {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return strings.HasSuffix(one, "ClaimReview")
	}
	var list []string
	if json.Unmarshal(raw, &list) != nil {
		return false
	}
	for _, s := range list {
		if strings.HasSuffix(s, "ClaimReview") {
			return true
		}
	}
	return false
}

func (w *walk) review(o map[string]json.RawMessage) {
	if !w.fixed {
		w.place++
	}
	publisher := word(o["author"], "name")
	if publisher == "" {
		publisher = word(o["publisher"], "name")
	}
	rating := word(o["reviewRating"], "alternateName")
	if rating == "" {
		rating = word(o["reviewRating"], "ratingValue")
	}
	w.file.add(w.place, Claim{
		Text: word(o["claimReviewed"], "name"), URL: word(o["url"], "@id"), Publisher: publisher,
		Rating: rating, Date: word(o["datePublished"], "@value"), Language: word(o["inLanguage"], "alternateName"),
	})
}

// word gives a JSON value that is a string or a number; of an object the value
// of one key; of a list the first that there is.
func word(raw json.RawMessage, key string) string {
	for range maxDepth {
		raw = bytes.TrimSpace(raw)
		if len(raw) == 0 {
			return ""
		}
		switch raw[0] {
		case '"':
			var s string
			if json.Unmarshal(raw, &s) != nil {
				return ""
			}
			return s
		case '[':
			var list []json.RawMessage
			if json.Unmarshal(raw, &list) != nil || len(list) == 0 {
				return ""
			}
			raw = list[0]
		case '{':
			var object map[string]json.RawMessage
			if json.Unmarshal(raw, &object) != nil {
				return ""
			}
			raw = object[key]
		default:
			if bytes.ContainsAny(raw[:1], "-0123456789") {
				return string(raw)
			}
			return ""
		}
	}
	return ""
}

// add takes in a claim, its fields tidied.
func (f *File) add(place int, c Claim) {
	c.Text, c.Publisher = tidy(c.Text, maxText), tidy(c.Publisher, maxField)
	c.Rating, c.Date = tidy(c.Rating, maxField), tidy(c.Date, 40)
	c.URL, c.Language = address(c.URL), words.Language(c.Language)
	if c.Text == "" {
		f.Rejects = append(f.Rejects, Reject{place, NoText})
		return
	}
	if len(terms(nil, c.Text, languageOf(&c))) < fewest {
		f.Rejects = append(f.Rejects, Reject{place, TooShort})
		return
	}
	f.Claims = append(f.Claims, c)
}

// tidy makes one line of valid text of at most n bytes.
func tidy(s string, n int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if len(s) > 4*n {
		s = s[:4*n]
	}
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > n {
		s = s[:n]
	}
	for len(s) > 0 && !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}

// address gives a link that may be shown as one, else nothing.
func address(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || len(s) > 2*maxField || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
