from analyzer.command.main import main

main()
