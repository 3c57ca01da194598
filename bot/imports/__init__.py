"""`communique import`: the history of channels out of files, beside a running bot if need be; nobody is alerted."""
