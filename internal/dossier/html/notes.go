package html

import (
	"slices"
	"strings"
)

// hasMethod says whether there is a text for a method.
func (b *builder) hasMethod(name string) bool { return b.methodText(name) != "" }

func (b *builder) methodText(name string) string {
	if b.in.Method == nil || name == "" || class(name) == "" {
		return ""
	}
	return b.in.Method(name)
}

// methods gives the pages of the methods that the findings name, each once.
func (b *builder) methods() []methodNote {
	var names []string
	for i := range b.findings {
		if n := b.findings[i].Method.Name; b.hasMethod(n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	var out []methodNote
	for _, n := range slices.Compact(names) {
		out = append(out, methodNote{ID: "method-" + n, Name: n, Blocks: blocks(b.methodText(n))})
	}
	return out
}

// blocks splits a page of Markdown into paragraphs, headings, lists and code.
// Marks within a line stay as they are: the text is read, not styled.
func blocks(text string) []block {
	var out []block
	code := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \r\n")
		switch trimmed := strings.TrimSpace(line); {
		case strings.HasPrefix(trimmed, "```"):
			code = !code
			out = append(out, block{})
		case code || strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "|"):
			out = extend(out, "code", line, "\n")
		case trimmed == "":
			out = append(out, block{})
		case strings.HasPrefix(line, "#"):
			out = append(out, block{Kind: "heading", Text: strings.TrimSpace(strings.TrimLeft(line, "#"))}, block{})
		case strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* "):
			out = item(out, line[2:])
		case inList(out) && strings.HasPrefix(line, "  "):
			last := &out[len(out)-1]
			last.Items[len(last.Items)-1] += " " + trimmed
		default:
			out = extend(out, "text", trimmed, " ")
		}
	}
	return slices.DeleteFunc(out, func(b block) bool { return b.Kind == "" })
}

// extend adds to the last block where it is of the same kind.
func extend(out []block, kind, text, sep string) []block {
	if n := len(out); n > 0 && out[n-1].Kind == kind {
		out[n-1].Text += sep + text
		return out
	}
	return append(out, block{Kind: kind, Text: text})
}

func inList(out []block) bool { return len(out) > 0 && out[len(out)-1].Kind == "list" }

func item(out []block, text string) []block {
	if inList(out) {
		out[len(out)-1].Items = append(out[len(out)-1].Items, text)
		return out
	}
	return append(out, block{Kind: "list", Items: []string{text}})
}
