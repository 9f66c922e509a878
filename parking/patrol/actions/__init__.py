"""What officers and their devices do: take a PCN in, record one by form, print it."""
