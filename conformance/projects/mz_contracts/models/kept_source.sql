from load generator counter
