package post

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// markup turns the HTML that some platforms give as a post's text into plain
// text: a line end for br, an empty line between paragraphs, a line for each
// item of a list; of everything else the text only.
type markup struct {
	text  []byte
	links []string // addresses of links that are no mention and no hashtag
}

// read replaces what the markup held by what an HTML text holds. The strings
// it gives stay as they are.
func (m *markup) read(s string) string {
	m.text, m.links = m.text[:0], m.links[:0]
	z := html.NewTokenizer(strings.NewReader(s))
	z.SetMaxBuf(len(s) + 1)
	hidden := 0 // inside script and style
	for {
		switch z.Next() {
		case html.ErrorToken:
			return string(bytes.ToValidUTF8(bytes.TrimRight(m.text, "\n"), []byte("\uFFFD")))
		case html.TextToken:
			if hidden == 0 {
				m.text = append(m.text, z.Text()...)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attributes := z.TagName()
			if hides(name) {
				hidden++
			}
			m.open(z, string(name), attributes)
		case html.EndTagToken:
			name, _ := z.TagName()
			if hides(name) {
				hidden = max(hidden-1, 0)
			}
		}
	}
}

func hides(tag []byte) bool { return string(tag) == "script" || string(tag) == "style" }

// open takes the beginning of an element.
func (m *markup) open(z *html.Tokenizer, tag string, attributes bool) {
	switch tag {
	case "br":
		m.text = append(m.text, '\n')
	case "p", "blockquote", "pre", "ul", "ol":
		m.gap("\n\n")
	case "li", "div":
		m.gap("\n")
	case "a":
		if attributes {
			m.anchor(z)
		}
	}
}

// gap ends the text so far with line ends, unless there is none yet.
func (m *markup) gap(ends string) {
	if len(m.text) == 0 {
		return
	}
	for !bytes.HasSuffix(m.text, []byte(ends)) {
		m.text = append(m.text, '\n')
	}
}

// anchor takes the address of a link. Mentions and hashtags are links too;
// their classes say so.
func (m *markup) anchor(z *html.Tokenizer) {
	href := ""
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "href":
			href = string(value)
		case "class":
			for _, class := range strings.Fields(string(value)) {
				if class == "mention" || class == "hashtag" {
					return
				}
			}
		}
	}
	if strings.HasPrefix(href, "http") && utf8.ValidString(href) {
		m.links = append(m.links, href)
	}
}
