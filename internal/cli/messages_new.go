package cli

import "github.com/unveil-project/unveil/internal/lang"

// newMessages are the texts of new.
var newMessages = lang.Catalogue{
	"new.use":           {En: "NAME", Es: "NOMBRE"},
	"new.short":         {En: "begin a case: a directory for one election", Es: "inicia un caso: un directorio para una elección"},
	"new.long":          {En: "Begins a case: a directory that holds one election. Its file election.yaml takes the public facts of the contest, such as candidates, parties, calendar and web sites; every field is explained in it.", Es: "Inicia un caso: un directorio que contiene una elección. Su archivo election.yaml recibe los datos públicos de la contienda, como candidaturas, partidos, calendario y sitios web; en él se explica cada campo."},
	"new.example":       {En: "unveil new mexico-2018 --example mexico-2018\nunveil new my-election\nunveil new rehearsal --election drill/election.yaml", Es: "unveil new mexico-2018 --example mexico-2018\nunveil new mi-eleccion\nunveil new ensayo --election simulacro/election.yaml"},
	"new.flag.example":  {En: "begin with the facts of the example `NAME`, such as mexico-2018", Es: "parte de los datos del ejemplo `NOMBRE`, como mexico-2018"},
	"new.flag.election": {En: "begin with the facts of a `FILE` in the form of election.yaml", Es: "parte de los datos de un `ARCHIVO` con la forma de election.yaml"},
	"new.two":           {En: "--example and --election were both given", Es: "se dieron --example y --election a la vez"},
	"new.two.do":        {En: "Give one of them.", Es: "Indique uno solo."},
	"new.done":          {En: "Began a case in {dir}.\nNext: fill in {file}, then: unveil add --case {dir} FILE…", Es: "Se inició un caso en {dir}.\nAhora: llene {file} y después: unveil add --case {dir} ARCHIVO…"},
	"new.done-example":  {En: "Began a case in {dir}; its facts are in {file}.\nNext: unveil add --case {dir} FILE…", Es: "Se inició un caso en {dir}; sus datos están en {file}.\nAhora: unveil add --case {dir} ARCHIVO…"},
	"new.exists":        {En: "{dir} exists already and is not empty", Es: "{dir} ya existe y no está vacío"},
	"new.exists.do":     {En: "Choose another name, or add to the case that is there.", Es: "Elija otro nombre, o agregue al caso que ya está ahí."},
	"new.failed":        {En: "the case {dir} could not be made: {why}", Es: "no se pudo crear el caso {dir}: {why}"},
	"new.failed.do":     {En: "Check that you may write there.", Es: "Verifique que puede escribir ahí."},
	"new.no-example":    {En: "there is no example {name}", Es: "no existe el ejemplo {name}"},
	"new.no-name":       {En: "a case needs a name", Es: "un caso necesita un nombre"},
	"new.no-name.do":    {En: "Give the directory to make: unveil new my-election", Es: "Indique el directorio que se va a crear: unveil new mi-eleccion"},
}
