package election

import (
	"bytes"
	"embed"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed examples
var examples embed.FS

// template is the name of the embedded skeleton, which is no example.
const template = "template"

// Examples lists the names of the elections that come with the program.
func Examples() []string {
	files, err := examples.ReadDir("examples")
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range files {
		if name := strings.TrimSuffix(f.Name(), ".yaml"); name != template {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Example gives the election.yaml of an example.
func Example(name string) ([]byte, bool) {
	if !slices.Contains(Examples(), name) {
		return nil, false
	}
	data, err := examples.ReadFile(path.Join("examples", name+".yaml"))
	return data, err == nil
}

// Template gives an election.yaml to begin from: the fewest facts that make
// it valid under the given name, and every other field as a comment.
func Template(name string) []byte {
	data, err := examples.ReadFile("examples/template.yaml")
	if err != nil {
		panic("election: the template is not embedded: " + err.Error())
	}
	return bytes.Replace(data, []byte("name: NAME"), []byte("name: "+quoted(name)), 1)
}

// quoted writes a name as YAML keeps it, whatever it holds: a double-quoted
// scalar with the escapes that YAML shares with Go.
func quoted(name string) string {
	name = strings.Join(strings.Fields(strings.ToValidUTF8(name, "�")), " ")
	if name == "" {
		name = "Election"
	}
	var b strings.Builder
	for _, c := range name {
		switch {
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(c))
		case strconv.IsPrint(c):
			b.WriteRune(c)
		default:
			b.WriteRune('�')
		}
	}
	return `"` + b.String() + `"`
}
