name = input("Which port? ")
