module muster/samples/functions/go

go 1.19
