package request

import (
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/text"
)

// LayoutError says why a layout or a map cannot be used, and what to do.
type LayoutError struct {
	Position int          // character of the layout, from 1; 0 where it concerns all of it
	Problem  lang.Message // one of LayoutProblems
}

// Error is the problem in English.
func (e *LayoutError) Error() string {
	return lang.Printer{Lang: lang.En, Catalogue: LayoutProblems}.Print(e.Problem)
}

// LayoutProblems are the problems that a LayoutError can have.
var LayoutProblems = lang.Catalogue{
	"layout-empty": {
		En: "no layout was given; give a log_format or LogFormat string, or one of the names common, combined, vhost_common, vhost_combined",
		Es: "no se dio un diseño de línea; dé una cadena log_format o LogFormat, o uno de los nombres common, combined, vhost_common, vhost_combined",
	},
	"layout-unknown": {
		En: "the layout {value} holds no variable and is no name that is known; did you mean {suggestion}?",
		Es: "el diseño de línea {value} no tiene variables ni es un nombre conocido; ¿quiso decir {suggestion}?",
	},
	"layout-directive": {
		En: "character {at} of the layout: {value} is not a variable of Apache; use one such as {suggestion}; a percent sign itself is %%",
		Es: "carácter {at} del diseño de línea: {value} no es una variable de Apache; use una como {suggestion}; el signo de porcentaje se escribe %%",
	},
	"layout-open": {
		En: "character {at} of the layout: what {value} opens is never closed; add {suggestion}",
		Es: "carácter {at} del diseño de línea: lo que abre {value} no se cierra; agregue {suggestion}",
	},
	"layout-adjacent": {
		En: "character {at} of the layout: nothing stands between {first} and {second}, so they cannot be told apart; put a space or quotes between them, as the server writes it",
		Es: "carácter {at} del diseño de línea: no hay nada entre {first} y {second} y no se pueden distinguir; ponga un espacio o comillas entre ellas, tal como escribe el servidor",
	},
	"layout-strftime": {
		En: "character {at} of the layout: {value} cannot be read as part of a time; use %d %b %m %Y %y %H %M %S %z %F %T %s",
		Es: "carácter {at} del diseño de línea: {value} no se puede leer como parte de una hora; use %d %b %m %Y %y %H %M %S %z %F %T %s",
	},
	"layout-no-time": {
		En: "character {at} of the layout: it ends without a whole time (date and time of day); add {suggestion}",
		Es: "carácter {at} del diseño de línea: termina sin una hora completa (fecha y hora del día); agregue {suggestion}",
	},
	"layout-no-client": {
		En: "character {at} of the layout: it ends without naming the client; add {suggestion}",
		Es: "carácter {at} del diseño de línea: termina sin nombrar al cliente; agregue {suggestion}",
	},
	"map-field": {
		En: "{value} is no field of a request; the fields are {known}",
		Es: "{value} no es un campo de una solicitud; los campos son {known}",
	},
}

// layoutProblem makes a message of LayoutProblems.
func layoutProblem(key string, pairs ...any) lang.Message { return lang.M(key, pairs...) }

// layoutError is a LayoutError about the character at a place, from 0.
func layoutError(key string, at int, pairs ...any) error {
	return &LayoutError{Position: at + 1, Problem: lang.M(key, append(pairs, "at", at+1)...)}
}

// nearest is the candidate that takes the fewest edits to become s.
func nearest(s string, candidates []string) (best string, edits int) {
	edits = 1 << 30
	for _, c := range candidates {
		if d := text.Edits(s, c); d < edits {
			best, edits = c, d
		}
	}
	return best, edits
}
