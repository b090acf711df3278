package pack

import (
	"io"
	"maps"
	"slices"
)

// Zip writes a zip file of the form of packs, for tests that change one.
func Zip(w io.Writer, files map[string]string) error {
	var list []file
	for _, name := range slices.Sorted(maps.Keys(files)) {
		list = append(list, file{name, []byte(files[name])})
	}
	return writeZip(w, list)
}

// Listed gives the files with a manifest that fits them.
func Listed(files map[string]string) (map[string]string, error) {
	var list []file
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name != "manifest.json" {
			list = append(list, file{name, []byte(files[name])})
		}
	}
	made, _, err := manifest(list)
	out := maps.Clone(files)
	out["manifest.json"] = string(made.data)
	return out, err
}
