package cli

import (
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// Messages is every sentence of the command line itself.
var Messages = lang.Merge(frameMessages, errorMessages, helpMessages, newMessages, caseMessages, drillMessages, postsMessages, narrativesMessages, networkMessages, rhythmMessages, fingerprintMessages, stanceMessages, labelMessages, originMessages, trafficMessages, verifyMessages)

// Catalogue is every sentence that a command can print: the command line's
// and those of the packages whose messages it shows.
var Catalogue = lang.Merge(Messages, origin.Failures, finding.Catalogue, source.Problems, source.Failures, source.Refusals, request.LayoutProblems, election.Problems)

// frameMessages are the texts of the program as a whole. The help that they
// make has to fit on a screen of 80 columns and 24 lines.
var frameMessages = lang.Catalogue{
	"cli.short":         {En: "Pulls back the curtain on election interference", Es: "Descorre el telón de la interferencia electoral"},
	"cli.long":          {En: "unveil watches one election: social media, web sites, the count. It says what the data show, how sure that is, and which innocent explanation fits too.", Es: "unveil vigila una elección: redes, sitios web, cómputo. Dice qué muestran los datos, con qué certeza y qué explicación inocente también cabe."},
	"cli.usage-line":    {En: "Usage: unveil COMMAND [ARGUMENTS] [FLAGS]", Es: "Uso: unveil COMANDO [ARGUMENTOS] [OPCIONES]"},
	"cli.group.shot":    {En: "Files at once, without a case", Es: "Archivos sueltos, sin caso"},
	"cli.group.case":    {En: "A case, from its beginning to its report", Es: "Un caso, de su inicio a su informe"},
	"cli.group.drill":   {En: "Drills: simulated elections", Es: "Simulacros: elecciones simuladas"},
	"cli.group.other":   {En: "Other", Es: "Otros"},
	"cli.footer":        {En: "Also: {others}. Everywhere: --lang en|es, --quiet, --help\nMore: unveil help COMMAND, unveil help DETECTOR, unveil help formats", Es: "También: {others}. En todo: --lang en|es, --quiet, --help\nMás: unveil help COMANDO, unveil help DETECTOR, unveil help formats"},
	"cli.usage":         {En: "Usage", Es: "Uso"},
	"cli.examples":      {En: "Examples", Es: "Ejemplos"},
	"cli.subcommands":   {En: "Commands", Es: "Comandos"},
	"cli.flags-own":     {En: "Flags", Es: "Opciones"},
	"cli.flags-all":     {En: "Flags everywhere", Es: "Opciones generales"},
	"cli.flags-word":    {En: "[FLAGS]", Es: "[OPCIONES]"},
	"cli.default":       {En: "(if not given: {value})", Es: "(si no se da: {value})"},
	"cli.flag.lang":     {En: "language `en|es`; else UNVEIL_LANG, LC_ALL, LC_MESSAGES or LANG says", Es: "idioma `en|es`; si no, lo dicen UNVEIL_LANG, LC_ALL, LC_MESSAGES o LANG"},
	"cli.flag.quiet":    {En: "print results and errors only", Es: "imprime solo resultados y errores"},
	"cli.flag.no-color": {En: "no colours; NO_COLOR in the environment says so too", Es: "sin colores; también con NO_COLOR en el entorno"},
	"cli.flag.help":     {En: "explain this command", Es: "explica este comando"},
	"cli.flag.json":     {En: "print JSON for scripts", Es: "imprime JSON para programas"},
	"cli.formats":       {En: "The format of a file is found by its content. --format NAME says it where that is not enough. Files may be plain or packed with gzip, zstd or bzip2.", Es: "El formato de un archivo se reconoce por su contenido. --format NOMBRE lo indica cuando eso no basta. Los archivos pueden venir sin comprimir o comprimidos con gzip, zstd o bzip2."},
	"cli.kind.posts":    {En: "Posts: exports of social media", Es: "Publicaciones: exportaciones de redes sociales"},
	"cli.kind.requests": {En: "Requests: logs of web servers", Es: "Solicitudes: registros de servidores web"},
	"cli.kind.sheets":   {En: "Sheets: tally sheets of polling stations", Es: "Actas: actas de escrutinio y cómputo de casillas"},
}

// errorMessages say what went wrong before or beside a command's own work.
var errorMessages = lang.Catalogue{
	"cli.unknown-command":    {En: "there is no command {name}", Es: "no existe el comando {name}"},
	"cli.unknown-flag":       {En: "there is no flag {name} here", Es: "aquí no existe la opción {name}"},
	"cli.flag-needs-value":   {En: "the flag {name} needs a value", Es: "la opción {name} necesita un valor"},
	"cli.flag-value":         {En: "the flag {name} cannot be {value}", Es: "la opción {name} no puede ser {value}"},
	"cli.flags":              {En: "the flags cannot be understood: {why}", Es: "no se entienden las opciones: {why}"},
	"cli.too-few":            {En: "{command} needs more arguments", Es: "a {command} le faltan argumentos"},
	"cli.too-many":           {En: "{command} has no use for {name}", Es: "a {command} le sobra {name}"},
	"cli.no-topic":           {En: "there is no command, detector or topic {name}", Es: "no existe comando, detector ni tema {name}"},
	"cli.lang":               {En: "the language {value} is not spoken here", Es: "aquí no se habla el idioma {value}"},
	"cli.output":             {En: "the output could not be written: {why}", Es: "no se pudo escribir la salida: {why}"},
	"cli.output-is-input":    {En: "{file} is read by this command, and would be written over", Es: "{file} es un archivo que este comando lee, y se sobrescribiría"},
	"cli.output-is-input.do": {En: "Give -o another name.", Es: "Dé otro nombre a -o."},
	"cli.output.do":          {En: "Make room, or write to another place.", Es: "Libere espacio o escriba en otro lugar."},
	"cli.interrupted":        {En: "interrupted", Es: "interrumpido"},
	"cli.interrupted.do":     {En: "What had been finished before is kept. Run the command again.", Es: "Se conserva lo que ya se había terminado. Vuelva a ejecutar el comando."},
	"cli.failed":             {En: "{why}", Es: "{why}"},
	"cli.failed.do":          {En: "Correct that and run the command again.", Es: "Corríjalo y vuelva a ejecutar el comando."},
	"cli.do.nearest":         {En: "Did you mean {name}?", Es: "¿Quiso decir {name}?"},
	"cli.do.one-of":          {En: "It can be: {names}.", Es: "Puede ser: {names}."},
	"cli.do.help":            {En: "See {command} --help.", Es: "Consulte {command} --help."},
	"cli.do.usage":           {En: "Usage: {line}", Es: "Uso: {line}"},
}

// helpMessages are the texts of help, version and completion.
var helpMessages = lang.Catalogue{
	"help.use":                {En: "[COMMAND | DETECTOR | formats]", Es: "[COMANDO | DETECTOR | formats]"},
	"help.short":              {En: "explain a command, a detector or the formats", Es: "explica un comando, un detector o los formatos"},
	"help.long":               {En: "Explains a command, a detector (what it observes and what it cannot see), or lists the file formats that can be read.", Es: "Explica un comando, un detector (qué observa y qué no puede ver) o enumera los formatos de archivo que se pueden leer."},
	"help.example":            {En: "unveil help add\nunveil help flood\nunveil help formats", Es: "unveil help add\nunveil help flood\nunveil help formats"},
	"version.short":           {En: "print the version", Es: "imprime la versión"},
	"version.long":            {En: "Prints the version of the program, the commit that it was built from, and the version of Go.", Es: "Imprime la versión del programa, el commit del que se compiló y la versión de Go."},
	"version.line":            {En: "unveil {version} ({go}, {os}/{arch})", Es: "unveil {version} ({go}, {os}/{arch})"},
	"version.commit":          {En: "commit {commit}", Es: "commit {commit}"},
	"version.commit-modified": {En: "commit {commit}, with changes that were not committed", Es: "commit {commit}, con cambios sin registrar"},
	"completion.use":          {En: "bash|zsh|fish|powershell", Es: "bash|zsh|fish|powershell"},
	"completion.short":        {En: "print the completion script of a shell", Es: "imprime el guion de autocompletado de un intérprete"},
	"completion.long":         {En: "Prints a script that makes a shell complete the commands and flags of unveil.", Es: "Imprime un guion con el que el intérprete de comandos completa los comandos y opciones de unveil."},
	"completion.example":      {En: "source <(unveil completion bash)\nunveil completion zsh > \"$HOME/.zfunc/_unveil\"\nunveil completion fish > ~/.config/fish/completions/unveil.fish", Es: "source <(unveil completion bash)\nunveil completion zsh > \"$HOME/.zfunc/_unveil\"\nunveil completion fish > ~/.config/fish/completions/unveil.fish"},
	"completion.shell":        {En: "there is no completion for the shell {name}", Es: "no hay autocompletado para el intérprete {name}"},
}
