from analyzer.command.main import program

program()
