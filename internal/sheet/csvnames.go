package sheet

import (
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
)

// wellKnown are the names under which tables of results carry each thing, in
// lower case. The key itself always counts; votes are never known by name but
// for columns called "option:NAME" and "sum:NAME".
var wellKnown = map[string][]string{
	keyStation:    {"casilla", "clave_casilla", "clave_acta", "mesa", "station_id", "polling_station", "casilla_id"},
	keyContest:    {"election", "eleccion", "elección", "cargo", "race"},
	keyState:      {"estado", "id_estado", "entidad", "departamento", "province", "region"},
	keyDistrict:   {"distrito", "id_distrito", "id_distrito_federal"},
	keyTown:       {"municipio", "id_municipio", "municipality"},
	keySection:    {"seccion", "sección"},
	keyStratum:    {"estrato", "id_estrato"},
	keyRegistered: {"lista_nominal", "inscritos", "registered_voters"},
	keyTime:       {"timestamp", "fecha_hora", "fecha_hora_captura", "arrival", "arrived", "captured"},
	keySpecial:    {"especial"},
	keyModified:   {"modificado"},
	keyOrigin:     {"origen", "origen_captura"},
	"write_in":    {"cnr", "no_registradas", "no_registrados", "write-in"},
	"null":        {"nulos", "votos_nulos"},
	"total":       {"total_votos", "total_votes"},
	"unused":      {"total_boletas_sobrantes", "sobrantes"},
	"voters":      {"total_personas_votaron"},
	"deposited":   {"total_votos_sacados"},
}

// columnsByName finds columns by well-known names. Two columns for one thing
// are an error: which of them is meant is not guessed.
func columnsByName(names []string) (csvColumns, error) {
	c := csvColumns{text: map[string]place{}}
	taken := map[string]string{} // key → column
	for i, name := range names {
		valid := strings.ToValidUTF8(name, "\uFFFD")
		if votes, role, ok := cutVotes(valid); ok {
			c.figures = append(c.figures, figureColumn{place{votes, i}, role})
			continue
		}
		key := keyOf(strings.ToLower(name))
		if key == "" {
			continue
		}
		if first, ok := taken[key]; ok {
			return c, needMap(names, key, shown([]byte(first))+" | "+shown([]byte(valid)))
		}
		taken[key] = valid
		if role, ok := roleOf(key); ok {
			c.figures = append(c.figures, figureColumn{place{valid, i}, role})
			continue
		}
		c.text[key] = place{valid, i}
	}
	return c, uniqueNames(c.figures)
}

// keyOf gives the key that a column name in lower case stands for, "" if none.
func keyOf(lower string) string {
	if _, ok := wellKnown[lower]; ok {
		return lower
	}
	for _, key := range slices.Concat(textKeys, figureKeys()) {
		if slices.Contains(wellKnown[key], lower) {
			return key
		}
	}
	return ""
}

// figureKeys lists the keys of roleKeys.
func figureKeys() []string {
	keys := make([]string, len(roleKeys))
	for i, k := range roleKeys {
		keys[i] = k.key
	}
	return keys
}

// needMap is the error for a table whose columns do not explain themselves:
// what is not known, the columns there are, and a map to start from.
func needMap(names []string, key, found string) error {
	return source.Refuse("map-guess", "columns", listed(names), "why", key+": "+found, "example", "--map "+exampleMap(names))
}

// exampleMap writes a map for a table: what can be known by name, and a
// placeholder for what cannot.
func exampleMap(names []string) string {
	var parts, rest []string
	station := ""
	done := map[string]bool{}
	for _, name := range names {
		key := keyOf(strings.ToLower(name))
		switch {
		case name == "" || key != "" && done[key]:
		case key == keyStation:
			station, done[key] = name, true
		case key != "":
			done[key] = true
			parts = append(parts, key+"="+quoted(name))
		default:
			rest = append(rest, name)
		}
	}
	if station == "" {
		station = "COLUMN"
		if n := nearest(names, keyStation); n != "" {
			station = n
		}
	}
	options := "options='COLUMN1 COLUMN2'"
	if rest = withoutSpace(rest, station); len(rest) > 1 {
		options = "options=" + quoted(strings.Join(rest[:min(len(rest), 4)], " "))
	}
	return strings.Join(slices.Concat([]string{keyStation + "=" + quoted(station)}, parts, []string{options}), ",")
}

// withoutSpace keeps the names that a list of columns can hold.
func withoutSpace(names []string, but string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return n == but || strings.ContainsAny(n, " \t,'\"")
	})
}

// quoted puts a name that a shell would cut in quotes, without the bytes that
// a terminal would obey.
func quoted(name string) string {
	name = shown([]byte(name))
	if strings.ContainsAny(name, " \t,;|&$()") {
		return "'" + strings.ReplaceAll(name, "'", "") + "'"
	}
	return name
}
