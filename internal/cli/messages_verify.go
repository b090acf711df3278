package cli

import (
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/verify"
)

// verifyMessages are the texts of verify, with the sentences of its checks.
var verifyMessages = lang.Merge(verifyChecks(), lang.Catalogue{
	"verify.use":           {En: "FILE.zip", Es: "ARCHIVO.zip"},
	"verify.short":         {En: "check an evidence pack", Es: "verifica un expediente de evidencia"},
	"verify.long":          {En: "Checks an evidence pack that unveil traffic --pack wrote, without a network: that the zip file and every file in it are as they were written, that the counts add up, and that every quoted line belongs to a listed input. With --input it compares the log's SHA-256 and the bytes of the quoted lines. With --identity it opens the sealed part and holds the public report against the full one.\n\nEach check is passed, failed or not possible. The exit code is 1 where one failed. A pack that passes shows that its files agree with each other, not that the log is genuine.", Es: "Verifica un expediente de evidencia escrito por unveil traffic --pack, sin conexión a la red: que el zip y cada archivo que contiene estén como se escribieron, que las cuentas cuadren y que cada línea citada pertenezca a un archivo de origen listado. Con --input compara el SHA-256 del registro y los bytes de las líneas citadas. Con --identity abre la parte sellada y compara el informe público con el completo.\n\nCada comprobación se cumple, falla o no es posible. El código de salida es 1 si alguna falla. Un expediente que se cumple muestra que sus archivos concuerdan entre sí, no que el registro sea auténtico."},
	"verify.example":       {En: "unveil verify out.zip\nunveil verify out.zip --input access.log.gz\nunveil verify out.zip --input access.log.gz --identity key.txt --json", Es: "unveil verify out.zip\nunveil verify out.zip --input access.log.gz\nunveil verify out.zip --input access.log.gz --identity clave.txt --json"},
	"verify.flag.input":    {En: "compare with `FILE`, one of those that were read; may be repeated", Es: "compara con `ARCHIVO`, uno de los que se leyeron; se puede repetir"},
	"verify.flag.identity": {En: "open the sealed part with the private keys in `FILE` (age); may be repeated", Es: "abre la parte sellada con las claves privadas de `ARCHIVO` (age); se puede repetir"},
	"verify.flag.id":       {En: "the `ID` of the pack as it was announced, to compare", Es: "el `ID` del expediente tal como se anunció, para compararlo"},

	"verify.outcome.passed":       {En: "passed", Es: "se cumple"},
	"verify.outcome.failed":       {En: "FAILED", Es: "FALLA"},
	"verify.outcome.not-possible": {En: "not possible", Es: "no posible"},
	"verify.sealed":               {En: "In the sealed part: {files}.", Es: "En la parte sellada: {files}."},

	"verify.failed":      {En: "{file}: {n:count:check|checks} of {of:int} failed", Es: "{file}: {n:count:comprobación falló|comprobaciones fallaron} de {of:int}"},
	"verify.failed.do":   {En: "Ask for the pack again, and for its id by another way; then give --id.", Es: "Pida de nuevo el expediente y, por otra vía, su identificador; luego dé --id."},
	"verify.open":        {En: "{file} cannot be read: {why}", Es: "{file} no se puede leer: {why}"},
	"verify.irregular":   {En: "{file} is not a file", Es: "{file} no es un archivo"},
	"verify.open.do":     {En: "Give the pack as FILE.zip, and logs with --input.", Es: "Dé el expediente como ARCHIVO.zip y los registros con --input."},
	"verify.identity":    {En: "{file} cannot be used as a key: {why}", Es: "{file} no se puede usar como clave: {why}"},
	"verify.identity.do": {En: "Give the file with AGE-SECRET-KEY-… that age-keygen wrote.", Es: "Dé el archivo con AGE-SECRET-KEY-… que escribió age-keygen."},
})

// verifyChecks makes messages of the sentences that the checks have.
func verifyChecks() lang.Catalogue {
	c := lang.Catalogue{}
	for reason, s := range verify.Sentences() {
		c["verify.check."+reason] = lang.Text{En: s.En, Es: s.Es}
	}
	return c
}
