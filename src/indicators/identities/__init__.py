"""What figures must satisfy between them, one identity a room: each takes the book of facts and yields what it found."""
