package election

import (
	"bytes"
	"unicode/utf8"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"github.com/unveil-project/unveil/internal/lang"
)

// Bounds of an election.yaml. They are far above any real election and keep
// the time and memory that a hostile file can cost within a second or two.
const (
	MaxSize   = 1 << 20 // bytes
	maxTokens = 50_000  // words and signs of YAML
	maxDepth  = 32      // lists and maps in one another; the format needs 4
	maxIndent = 200     // columns before the first word of a line
)

// screen turns the bytes into YAML tokens, or reports why it does not. What
// passes is UTF-8, small, shallow, and free of the parts of YAML that let a
// short file stand for a huge one (anchors, aliases, merges) or for something
// else than plain data (tags, directives).
func (r *report) screen(data []byte) (token.Tokens, bool) {
	if len(data) > MaxSize {
		r.add(place{1, 1}, "", false, lang.M("election.too-big", "limit", MaxSize), lang.M("election.do.facts-only"))
		return nil, false
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if at, bad := notText(data); bad {
		r.add(at, "", false, lang.M("election.not-utf8"), lang.M("election.do.save-utf8"))
		return nil, false
	}
	if tooIndented(data) {
		r.add(place{1, 1}, "", false, lang.M("election.too-deep", "limit", maxDepth), lang.M("election.do.template"))
		return nil, false
	}
	tokens := lexer.Tokenize(string(data))
	if len(tokens) > maxTokens {
		r.add(place{1, 1}, "", false, lang.M("election.too-many", "limit", maxTokens), lang.M("election.do.facts-only"))
		return nil, false
	}
	return tokens, r.screenTokens(tokens)
}

// notText finds the first byte that is not UTF-8 text.
func notText(data []byte) (place, bool) {
	line, column := 1, 1
	for i := 0; i < len(data); {
		c, n := utf8.DecodeRune(data[i:])
		switch {
		case c == utf8.RuneError && n == 1, c == 0:
			return place{line, column}, true
		case c == '\n':
			line, column = line+1, 1
		default:
			column++
		}
		i += n
	}
	return place{}, false
}

// tooIndented is true where a line begins so far to the right, or with so
// many list marks, that it can only be meant to make the reader descend.
func tooIndented(data []byte) bool {
	for line := range bytes.Lines(data) {
		blank, marks := 0, 0
		for _, c := range line {
			if c == '-' || c == '?' {
				marks++
			} else if c != ' ' && c != '\t' {
				break
			}
			blank++
		}
		text := len(bytes.TrimSpace(line)) > 0
		if text && (blank-marks > maxIndent || marks > maxDepth && bytes.Contains(line, []byte("- -"))) {
			return true
		}
	}
	return false
}

// screenTokens reports the first token that is beyond the plain part of YAML.
func (r *report) screenTokens(tokens token.Tokens) bool {
	depth := 0
	for _, t := range tokens {
		at := place{t.Position.Line, t.Position.Column}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType, token.MappingKeyType:
			r.add(at, "", false, lang.M("election.not-plain", "value", clip(t.Value)), lang.M("election.do.plain"))
			return false
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		}
		if depth > maxDepth {
			r.add(at, "", false, lang.M("election.too-deep", "limit", maxDepth), lang.M("election.do.template"))
			return false
		}
	}
	return true
}

// clip shortens a value for a message.
func clip(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
