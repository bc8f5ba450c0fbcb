"""One verb, one module: arguments in; standard output, standard error and an exit code out."""
