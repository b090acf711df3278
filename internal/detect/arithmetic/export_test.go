package arithmetic

// OneSlip is oneSlip, for its table.
var OneSlip = oneSlip
