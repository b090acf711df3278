package source

import "github.com/unveil-project/unveil/internal/lang"

// Problems are the reasons that an Issue can give. Readers add theirs here,
// so that all of them are in both languages and documented in one place
// (docs/formats/rejects.md is written from this table).
var Problems = lang.Catalogue{
	"field-missing":   {En: "the field {field} is missing", Es: "falta el campo {field}"},
	"field-empty":     {En: "the field {field} is empty", Es: "el campo {field} está vacío"},
	"field-count":     {En: "{got:count:field|fields} where {want} are expected", Es: "{got:count:campo|campos} donde se esperan {want}"},
	"not-a-time":      {En: "{value} is not a time this format uses", Es: "{value} no es una hora en este formato"},
	"time-range":      {En: "{value} is not a possible time (years 1990 to 2100 are)", Es: "{value} no es una hora posible (sí los años 1990 a 2100)"},
	"no-zone":         {En: "the time {value} states no zone; give --zone, or a time zone in election.yaml", Es: "la hora {value} no indica su zona; dé --zone o una zona horaria en election.yaml"},
	"not-a-number":    {En: "{value} is not a whole number", Es: "{value} no es un número entero"},
	"negative":        {En: "{value} is below zero", Es: "{value} es menor que cero"},
	"out-of-range":    {En: "{value} is outside {low} to {high}", Es: "{value} está fuera de {low} a {high}"},
	"not-an-address":  {En: "{value} is neither an IP address nor a host name", Es: "{value} no es una dirección IP ni un nombre de equipo"},
	"not-utf8":        {En: "the record is not valid UTF-8; the bytes that are not were replaced", Es: "el registro no es UTF-8 válido; se sustituyeron los bytes que no lo son"},
	"line-format":     {En: "the line does not follow the format {format} from its character {column} on", Es: "la línea no sigue el formato {format} desde su carácter {column}"},
	"line-too-long":   {En: "the line is longer than {limit:bytes}", Es: "la línea mide más de {limit:bytes}"},
	"cut-short":       {En: "the record breaks off inside {field}; its other fields are whole", Es: "el registro se corta dentro de {field}; sus demás campos están completos"},
	"quote-open":      {En: "a quoted field that begins here is never closed", Es: "un campo entre comillas que empieza aquí no se cierra"},
	"not-json":        {En: "not valid JSON: {why}", Es: "no es JSON válido: {why}"},
	"not-a-post":      {En: "this object is not a post", Es: "este objeto no es una publicación"},
	"not-a-request":   {En: "this entry is not a request", Es: "esta entrada no es una solicitud"},
	"statistics-row":  {En: "a per-author statistics row, not a post", Es: "una fila de estadísticas por autor, no una publicación"},
	"error-log-line":  {En: "a line of the server's error log, not a request", Es: "una línea del registro de errores del servidor, no una solicitud"},
	"row-count":       {En: "the first line announces {want:count:row|rows}, the file holds {got}", Es: "la primera línea anuncia {want:count:fila|filas}, el archivo contiene {got}"},
	"rounded-id":      {En: "the ids in {field} were rounded by a spreadsheet; they are not used as keys", Es: "los identificadores de {field} fueron redondeados por una hoja de cálculo; no se usan como clave"},
	"duplicate-field": {En: "the field {field} appears twice; the first is used", Es: "el campo {field} aparece dos veces; se usa el primero"},

	"json-syntax":        {En: "not valid JSON from its byte {at:int} on", Es: "no es JSON válido desde su byte {at:int}"},
	"json-cut":           {En: "the JSON value breaks off", Es: "el valor JSON se interrumpe"},
	"json-depth":         {En: "the JSON value nests deeper than {limit:int} levels", Es: "el valor JSON anida más de {limit:int} niveles"},
	"json-invalid":       {En: "not valid JSON", Es: "no es JSON válido"},
	"list-open":          {En: "the list that the file opens with is never closed; the file may be cut short", Es: "la lista con la que empieza el archivo no se cierra; el archivo puede estar cortado"},
	"value-too-long":     {En: "the record is longer than {limit:bytes}", Es: "el registro mide más de {limit:bytes}"},
	"time-order":         {En: "{value} does not say by itself whether day or month comes first; give time_format in --map, for example time_format=%d/%m/%Y %H:%M", Es: "{value} no indica por sí mismo si primero va el día o el mes; dé time_format en --map, por ejemplo time_format=%d/%m/%Y %H:%M"},
	"time-skipped":       {En: "{value} does not exist in the zone {zone}: the clock was put forward then", Es: "{value} no existe en la zona {zone}: en ese momento se adelantó el reloj"},
	"not-a-station-type": {En: "{value} is not a type of polling station (one letter: B, C, E, S)", Es: "{value} no es un tipo de casilla (una letra: B, C, E, S)"},
}
