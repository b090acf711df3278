package finding

import "github.com/unveil-project/unveil/internal/lang"

// silenceMessages is what the detector silence can say.
var silenceMessages = lang.Catalogue{}
