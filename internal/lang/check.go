package lang

import (
	"fmt"
	"slices"
	"strings"
)

// Check lists what is wrong with a catalogue, in order of its keys: a text
// that is missing in one language, arguments that differ between the
// languages, a brace that is never closed, a way to write an argument that
// Printer does not know. A sound catalogue gives none.
func Check(c Catalogue) []string {
	var wrong []string
	for _, key := range c.Keys() {
		t := c[key]
		fields := map[Lang][]string{}
		for _, l := range Langs() {
			text := t.In(l)
			if strings.TrimSpace(text) == "" {
				wrong = append(wrong, fmt.Sprintf("%s has no text in %s", key, l))
			}
			fs, trouble := placeholders(text)
			for _, w := range trouble {
				wrong = append(wrong, fmt.Sprintf("%s in %s: %s", key, l, w))
			}
			fields[l] = fs
		}
		if !slices.Equal(fields[En], fields[Es]) {
			wrong = append(wrong, fmt.Sprintf("%s has the arguments %v in en and %v in es", key, fields[En], fields[Es]))
		}
	}
	return wrong
}

// hows are the ways to write an argument.
var hows = []string{"", "int", "count", "number", "percent", "time", "date", "duration", "bytes"}

// placeholders lists the arguments of a template as "name" or "name:how",
// sorted, each once, and what is wrong with them. "{}" is no argument but a
// pair of braces.
func placeholders(text string) (fields, wrong []string) {
	for {
		i := strings.IndexByte(text, '{')
		if i < 0 {
			break
		}
		j := strings.IndexByte(text[i:], '}')
		if j < 0 {
			wrong = append(wrong, "a brace is never closed")
			break
		}
		spec := text[i+1 : i+j]
		text = text[i+j+1:]
		if spec == "" {
			continue
		}
		name, how, _ := strings.Cut(spec, ":")
		how, forms, _ := strings.Cut(how, ":")
		switch {
		case name == "" || strings.ContainsAny(name, " {"):
			wrong = append(wrong, fmt.Sprintf("{%s} has no name", spec))
		case !slices.Contains(hows, how):
			wrong = append(wrong, fmt.Sprintf("{%s} is written in no known way", spec))
		case how == "count" && strings.Count(forms, "|") != 1:
			wrong = append(wrong, fmt.Sprintf("{%s} needs a singular and a plural", spec))
		}
		fields = append(fields, strings.TrimSuffix(name+":"+how, ":"))
	}
	slices.Sort(fields)
	return slices.Compact(fields), wrong
}
